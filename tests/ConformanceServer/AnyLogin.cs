using System.Security.Claims;
using Stomp;
using Stomp.Server;

namespace ConformanceServer;

/// <summary>Every login is good but one passcode, so that suites can see both.</summary>
internal sealed class AnyLogin : IConnectAuthenticator
{
    private const string RefusedPasscode = "bad-passcode";

    public ValueTask<ConnectResult?> AuthenticateAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        if (request.Passcode == RefusedPasscode) return new(ConnectResult.Fail("The login or the passcode is wrong."));
        if (string.IsNullOrEmpty(request.Login)) return default;
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, request.Login)], StompHeaderNames.Login);
        return new(ConnectResult.Success(new ClaimsPrincipal(identity)));
    }
}
