namespace Stomp.Server;

/// <summary>
/// Hears of sessions: Spring's Session*Event. Implement what is needed and register it with
/// <see cref="StompBuilder.AddSessionListener{TListener}"/>; it is a singleton. Listeners are awaited in the order of their registration,
/// in the session's own order; what one throws is logged and the next one is called.
/// </summary>
public interface IStompSessionListener
{
    /// <summary>
    /// A CONNECT was understood and its sender authenticated; CONNECTED has not been sent yet. A <see cref="MessageRejectedException"/>
    /// refuses the client. A session that ends before it is connected is not heard of again.
    /// </summary>
    ValueTask OnConnectingAsync(IStompSession session) => default;

    /// <summary>The session is connected: CONNECTED is on its way.</summary>
    ValueTask OnConnectedAsync(IStompSession session) => default;

    /// <summary>The session subscribed: messages of the destination reach it from now on.</summary>
    ValueTask OnSubscribedAsync(StompSubscriptionInfo subscription) => default;

    /// <summary>The session unsubscribed. Not called for what it is subscribed to when it ends: that is <see cref="OnDisconnectedAsync"/>.</summary>
    ValueTask OnUnsubscribedAsync(StompSubscriptionInfo subscription) => default;

    /// <summary>
    /// A connected session ended, however it ended. Called exactly once for each, behind everything else of the session; by then
    /// <see cref="IUserRegistry"/> knows it no more.
    /// </summary>
    ValueTask OnDisconnectedAsync(IStompSession session, DisconnectReason reason) => default;
}
