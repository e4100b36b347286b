namespace Stomp.Server;

/// <summary>
/// Takes the messages of raw WebSocket and SockJS clients, for an application that does not want STOMP on an endpoint
/// (<see cref="MessageHandlerEndpointRouteBuilderExtensions.MapMessageHandler"/>). One handler serves all sessions of its endpoint; what it is
/// told of one session it is told one call after the other, and nothing more is read from a client until a call is done.
/// </summary>
public interface IMessageHandler
{
    /// <summary>A client has connected; its messages come when this is done.</summary>
    /// <param name="session">Its session.</param>
    ValueTask OnConnectedAsync(IMessageSession session) => default;

    /// <summary>A message has come.</summary>
    /// <param name="session">Who sent it.</param>
    /// <param name="message">The message, whose bytes are only lent until this is done.</param>
    ValueTask OnMessageAsync(IMessageSession session, ReceivedMessage message);

    /// <summary>
    /// The connection broke, or another callback threw, and the session ends because of it. <see cref="OnClosedAsync"/> follows.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="exception">What happened.</param>
    ValueTask OnErrorAsync(IMessageSession session, Exception exception) => default;

    /// <summary>The session is over, however it ended. Called exactly once for each session that was connected.</summary>
    /// <param name="session">The session.</param>
    /// <param name="status">Why it closed.</param>
    ValueTask OnClosedAsync(IMessageSession session, MessageCloseStatus status) => default;
}
