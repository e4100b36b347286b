namespace Stomp.Server;

/// <summary>Why a session ended. The first reason wins.</summary>
public enum DisconnectReason
{
    /// <summary>The client sent DISCONNECT.</summary>
    ClientDisconnect,

    /// <summary>The client closed the connection without DISCONNECT.</summary>
    ClosedByClient,

    /// <summary>The connection broke.</summary>
    ConnectionLost,

    /// <summary>Nothing came from the client for too long, heart-beats having been agreed.</summary>
    HeartBeatTimeout,

    /// <summary>The client sent no CONNECT in time.</summary>
    ConnectTimeout,

    /// <summary>The client broke the protocol, went over a limit or sent what was refused; it got an ERROR.</summary>
    ProtocolError,

    /// <summary>The client's credentials were refused, or it was refused for another reason at its CONNECT; it got an ERROR.</summary>
    ConnectRefused,

    /// <summary>The client's credentials expired and were not renewed; it got an ERROR.</summary>
    AuthenticationExpired,

    /// <summary>The client did not read what it subscribed to.</summary>
    SlowConsumer,

    /// <summary>The application ended the session.</summary>
    ClosedByApplication,

    /// <summary>The broker behind the relay went away (<see cref="BrokerLossPolicy.DisconnectClients"/>); the client got an ERROR.</summary>
    BrokerUnavailable,

    /// <summary>The server shuts down.</summary>
    ServerShutdown,

    /// <summary>The server failed; its log says how.</summary>
    InternalError,
}
