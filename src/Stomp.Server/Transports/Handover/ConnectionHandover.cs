using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Stomp.Server.Sessions;

namespace Stomp.Server.Transports.Handover;

/// <summary>
/// Lets the request of a WebSocket end with its handshake and carries the session on by itself: what the server keeps for a request would be
/// kept as long as the session lasts otherwise. The connection stays the server's: it counts it, waits for it when it stops, and cuts it then.
/// </summary>
internal static class ConnectionHandover
{
    public static void Use(ListenOptions listen) =>
        listen.Use(next => connection => BareSocket.Is(connection.Transport) ? RunAsync(connection, next) : next(connection));

    private static async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        // Two methods, so that nothing of the request is held by this one.
        if (await ServeAsync(connection, next) is { } session) await session.RunAsync();
    }

    /// <returns>The session that the connection was handed over to; null when it is over.</returns>
    private static async Task<StompSession?> ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var (transport, heartbeat) = (connection.Transport, connection.Features.Get<IConnectionHeartbeatFeature>());
        var own = new ServerHeartbeat(heartbeat);
        var held = new HeldConnection(connection);
        connection.Transport = held;
        connection.Features.Set<IConnectionHeartbeatFeature>(own);
        try
        {
            await next(connection);
            return held.Successor;
        }
        finally
        {
            own.Forget();
            connection.Transport = transport;
            connection.Features.Set(heartbeat);
        }
    }
}
