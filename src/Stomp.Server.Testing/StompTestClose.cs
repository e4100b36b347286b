using System.Net.WebSockets;

namespace Stomp.Server.Testing;

/// <summary>How a connection ended.</summary>
/// <param name="Status">The status of the server's close frame; null when the connection was cut without one.</param>
/// <param name="Description">What the close frame says; null for nothing.</param>
public sealed record StompTestClose(WebSocketCloseStatus? Status, string? Description);
