using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Connections;
using Stomp.Server.Sessions;

namespace Stomp.Server.Transports;

/// <summary>Runs a session on each connection that Kestrel accepts for STOMP.</summary>
internal sealed class TcpConnectionHandler(SessionEndpoint endpoint, SessionServices services) : ConnectionHandler
{
    public override Task OnConnectedAsync(ConnectionContext connection) =>
        new StompSession(new TcpTransport(connection), new ClaimsPrincipal(new ClaimsIdentity()), endpoint, services)
        {
            RemoteAddress = (connection.RemoteEndPoint as IPEndPoint)?.Address,
        }.RunAsync();
}
