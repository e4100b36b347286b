using Stomp.Server.Sessions;

namespace Stomp.Server.Security;

/// <summary>All that stands between a CONNECT and its session, in its order: cheap things first.</summary>
internal sealed class ConnectAdmission(RateLimits limits, AntiforgeryCheck antiforgery, ConnectAuthentication authentication,
    DestinationAuthorization authorization)
{
    /// <summary>Finds out who the client is, and whether it may connect.</summary>
    /// <exception cref="MessageRejectedException">It may not.</exception>
    public async ValueTask AdmitAsync(StompSession session, StompFrame frame)
    {
        await limits.TakeConnectAsync(session);
        if (session.Endpoint.Options.RequireAntiforgery) await antiforgery.CheckAsync(session, frame);
        await authentication.AuthenticateAsync(session, frame);
        if (session.Endpoint.Options.RequireAuthentication && session.User.Identity?.IsAuthenticated != true)
            throw ConnectAuthentication.Refused("Credentials are required here.");
        await authorization.CheckConnectAsync(session);
    }
}
