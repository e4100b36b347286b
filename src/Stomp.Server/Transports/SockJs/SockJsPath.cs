namespace Stomp.Server.Transports.SockJs;

/// <summary>What stands behind an endpoint's path: <c>/{server}/{session}/{transport}</c>.</summary>
/// <param name="Session">The client's id of the session.</param>
/// <param name="Transport">The way of sending or receiving.</param>
internal readonly record struct SockJsPath(string Session, string Transport)
{
    /// <remarks>The server's id is for balancers and means nothing here.</remarks>
    public static SockJsPath? Parse(string rest)
    {
        var parts = rest.Split('/');
        return parts is [var server, var session, var transport] && IsId(server) && IsId(session) ? new(session, transport) : null;
    }

    private static bool IsId(string part) => part.Length > 0 && !part.Contains('.', StringComparison.Ordinal);
}
