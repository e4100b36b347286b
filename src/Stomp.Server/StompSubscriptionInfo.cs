namespace Stomp.Server;

/// <summary>A subscription as the application sees it.</summary>
/// <param name="Session">Whose it is.</param>
/// <param name="Id">The client's id for it.</param>
/// <param name="Destination">The destination or pattern as the client named it.</param>
public sealed record StompSubscriptionInfo(IStompSession Session, string Id, string Destination);
