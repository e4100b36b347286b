using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace Stomp.Client;

/// <summary>What goes wrong with connections in the ordinary course of networks.</summary>
internal static class ConnectionFaults
{
    public static bool Include(Exception e) => e is IOException or SocketException or WebSocketException or AuthenticationException
        or StompConnectionException or StompErrorException or TimeoutException or OperationCanceledException or ObjectDisposedException;
}
