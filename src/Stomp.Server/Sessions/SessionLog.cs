using Microsoft.Extensions.Logging;

namespace Stomp.Server.Sessions;

/// <summary>What is logged of sessions: never a body, never a credential. A client's faults are not errors of ours.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} connected, STOMP {Version}, user {User}")]
    public static partial void Connected(this ILogger logger, string session, string version, string user);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} ended: {Reason} {Detail}")]
    public static partial void Ended(this ILogger logger, string session, DisconnectReason reason, string detail);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session}, frame refused: {Fault}")]
    public static partial void FrameRefused(this ILogger logger, string session, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session}, message to {Destination} refused: {Problem}")]
    public static partial void MessageRefused(this ILogger logger, string session, string destination, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} failed")]
    public static partial void Failed(this ILogger logger, Exception exception, string session);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session}: its services failed to be disposed")]
    public static partial void DisposalFailed(this ILogger logger, Exception exception, string session);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session}: listener {Listener} failed")]
    public static partial void ListenerFailed(this ILogger logger, Exception exception, string session, string listener);
}
