namespace Stomp.Client;

/// <summary>Where a <see cref="StompClient"/> is in its life.</summary>
public enum StompClientState
{
    /// <summary>Made, and not yet asked to connect; or its first attempt failed, and it may be asked again.</summary>
    Disconnected,

    /// <summary>On its way to the first connection.</summary>
    Connecting,

    /// <summary>Connected: frames can be sent.</summary>
    Connected,

    /// <summary>The connection was lost and a new one is being tried for. Subscriptions wait for it; sending fails.</summary>
    Reconnecting,

    /// <summary>Over for good: closed by its user, or given up.</summary>
    Closed,
}
