using System.Net.WebSockets;

namespace Stomp.Server.Transports;

/// <summary>The client broke RFC 6455.</summary>
/// <param name="status">What the close frame says (7.4.1).</param>
/// <param name="fault">What was wrong.</param>
internal sealed class WebSocketFault(WebSocketCloseStatus status, string fault) : IOException(fault)
{
    public WebSocketCloseStatus Status => status;
}
