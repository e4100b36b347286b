namespace Stomp.Server.Transports;

/// <summary>What a frame stands in on the wire.</summary>
internal enum WireForm
{
    /// <summary>Nothing: it goes as it is.</summary>
    Stomp,

    /// <summary>A WebSocket message of its own.</summary>
    WebSocketMessage,
}
