using Stomp.Server.Sessions;

namespace Stomp.Server.Security;

/// <summary>Asks the application's authenticators who a client is: at its CONNECT, and when it renews its credentials.</summary>
internal sealed class ConnectAuthentication(IEnumerable<IConnectAuthenticator> authenticators)
{
    private readonly IConnectAuthenticator[] _authenticators = [.. authenticators];

    /// <summary>Whether there is anybody to ask.</summary>
    public bool IsAvailable => _authenticators.Length > 0;

    /// <summary>Gives the session the user whom its CONNECT names; it keeps the handshake's when that names none.</summary>
    /// <exception cref="MessageRejectedException">The credentials are refused.</exception>
    public async ValueTask AuthenticateAsync(StompSession session, StompFrame frame)
    {
        if (await AskAsync(session, frame) is { } result) session.BecomeUser(result.User!, result.ExpiresAt);
    }

    /// <summary>Has the session go on with fresh credentials, which must be the same user's.</summary>
    /// <exception cref="MessageRejectedException">They are refused; those that the session has stay good until they expire.</exception>
    public async ValueTask RenewAsync(StompSession session, StompFrame frame)
    {
        var result = await AskAsync(session, frame) ?? throw Refused("The frame holds no credentials that are known here.");
        // Without a name nobody can say whether it is the same user.
        if (SessionRegistry.NameOf(result.User!) is not { } name || name != session.UserName)
            throw Refused("The credentials are another user's; connect anew to become that one.");
        session.BecomeUser(result.User!, result.ExpiresAt);
    }

    /// <summary>What a client is told that is not let in.</summary>
    public static MessageRejectedException Refused(string text) => new(text, "urn:stomp:credentials");

    private async ValueTask<ConnectResult?> AskAsync(StompSession session, StompFrame frame)
    {
        foreach (var authenticator in _authenticators)
        {
            if (await authenticator.AuthenticateAsync(new ConnectRequest(frame.Headers, session.User), session.Closed) is not { } result) continue;
            return result.IsSuccess ? result : throw Refused(result.Failure!);
        }

        return null;
    }
}
