using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace Stomp.Server.Sessions;

/// <summary>What reading and writing throw when a connection ends: the peer's doing, no fault of ours.</summary>
internal static class ConnectionFaults
{
    public static bool Include(Exception exception) => exception is WebSocketException or IOException or SocketException
        or OperationCanceledException or ObjectDisposedException or ConnectionAbortedException or ConnectionResetException;
}
