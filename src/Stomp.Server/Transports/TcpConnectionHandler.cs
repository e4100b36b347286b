using System.Net;
using Microsoft.AspNetCore.Connections;
using Stomp.Server.Sessions;

namespace Stomp.Server.Transports;

/// <summary>Runs a session on each connection that Kestrel accepts for STOMP.</summary>
internal sealed class TcpConnectionHandler(SessionEndpoint endpoint, SessionServices services) : ConnectionHandler
{
    public override Task OnConnectedAsync(ConnectionContext connection) =>
        new StompSession(new TcpTransport(connection), user: null, endpoint, services)
        {
            RemoteAddress = (connection.RemoteEndPoint as IPEndPoint)?.Address,
        }.RunAsync();
}
