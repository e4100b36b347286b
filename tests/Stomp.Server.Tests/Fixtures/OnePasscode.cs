namespace Stomp.Server.Tests;

/// <summary>Refuses who has another passcode than <c>open-sesame</c>.</summary>
public sealed class OnePasscode : IConnectAuthenticator
{
    public ValueTask<ConnectResult?> AuthenticateAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(request.Passcode == "open-sesame" ? ConnectResult.Success(request.User) : ConnectResult.Fail("The login or the passcode is wrong."));
    }
}
