using Microsoft.Extensions.Logging;

namespace Stomp.Server.MessageHandlers;

/// <summary>What is logged of sessions with raw messages: never a message.</summary>
internal static partial class MessageSessionLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session}: the message handler failed")]
    public static partial void CallbackFailed(this ILogger logger, Exception exception, string session);
}
