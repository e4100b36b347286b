namespace Stomp.Server;

/// <summary>What becomes of clients while the broker behind a relay is away.</summary>
public enum BrokerLossPolicy
{
    /// <summary>They stay connected; their SENDs are refused as <c>urn:stomp:broker-unavailable</c>, and their subscriptions come back with the broker.</summary>
    KeepClients,

    /// <summary>They get an ERROR and are closed, and CONNECT is refused until the broker is back.</summary>
    DisconnectClients,
}
