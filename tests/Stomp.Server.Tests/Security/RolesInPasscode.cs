using System.Security.Claims;

namespace Stomp.Server.Tests.Security;

/// <summary>Believes every login; the passcode names its roles. A passcode of "wrong" is wrong.</summary>
internal sealed class RolesInPasscode : IConnectAuthenticator
{
    public ValueTask<ConnectResult?> AuthenticateAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        if (request.Login is not { Length: > 0 } login) return default;
        if (request.Passcode == "wrong") return new(ConnectResult.Fail());
        var roles = (request.Passcode ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(role => new Claim(ClaimTypes.Role, role));
        return new(ConnectResult.Success(new(new ClaimsIdentity([new Claim(ClaimTypes.Name, login), .. roles], "test"))));
    }
}
