using System.Net;
using System.Net.Sockets;

namespace EndToEnd.Tests;

/// <summary>Ports of this machine, for programs that have to be told theirs.</summary>
internal static class LocalPort
{
    /// <summary>One that is free now.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
