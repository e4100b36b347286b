namespace Stomp.Server.Transports;

/// <summary>What stands between an application and a WebSocket's messages.</summary>
/// <param name="MaxBytes">Most bytes of a message on the wire, which may hold several of the application's.</param>
/// <param name="Wrap">Puts it there.</param>
internal sealed record MessageFraming(int MaxBytes, Func<MessageConnection, MessageConnection> Wrap);
