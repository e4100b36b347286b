using System.Security.Claims;
using Stomp.Server;

namespace Stomp.Relay.Tests.Cluster;

/// <summary>Takes everybody at their word.</summary>
internal sealed class LoginIsName : IConnectAuthenticator
{
    public ValueTask<ConnectResult?> AuthenticateAsync(ConnectRequest request, CancellationToken cancellationToken) => new(request.Login is { Length: > 0 } login
        ? ConnectResult.Success(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, login)], "test")))
        : null);
}
