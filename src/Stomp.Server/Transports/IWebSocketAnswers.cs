using System.Net.WebSockets;

namespace Stomp.Server.Transports;

/// <summary>Sends the WebSocket frames that are answers to a client's.</summary>
internal interface IWebSocketAnswers
{
    /// <summary>Answers a ping with what it said (RFC 6455, 5.5.3).</summary>
    void SendPong(ReadOnlySpan<byte> payload);

    /// <summary>Ends the output, unless that has been done.</summary>
    void SendClose(WebSocketCloseStatus status, string reason);
}
