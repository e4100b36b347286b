using System.Security.Claims;

namespace Stomp.Server.Testing;

/// <summary>Who connects, and how.</summary>
public sealed class StompTestOptions
{
    /// <summary>
    /// Who the client is, as if the application's authentication had said so. Null, the default, leaves that to the application: then give it
    /// what it asks for in <see cref="HttpHeaders"/> or <see cref="ConnectHeaders"/>.
    /// </summary>
    public ClaimsPrincipal? User { get; set; }

    /// <summary>Headers of the HTTP handshake, such as <c>Origin</c>, <c>Cookie</c> or <c>Authorization</c>.</summary>
    public IDictionary<string, string> HttpHeaders { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>WebSocket subprotocols to ask for. Empty by default, which works, too.</summary>
    public IList<string> SubProtocols { get; } = [];

    /// <summary>
    /// Headers of the CONNECT frame, such as <c>login</c> and <c>passcode</c>; one of the same name takes the place of <c>accept-version:1.2</c>,
    /// <c>host:test</c> or <c>heart-beat:0,0</c>.
    /// </summary>
    public IDictionary<string, string> ConnectHeaders { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// How long anything is waited for, by the real clock. Defaults to 10 s: long enough for a machine that is busy, since only a test that
    /// fails waits for so long.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Is a user of that name, authenticated.</summary>
    /// <param name="name">The name.</param>
    /// <param name="claims">Further claims, such as roles.</param>
    /// <returns>These options.</returns>
    public StompTestOptions As(string name, params Claim[] claims)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), .. claims], "test"));
        return this;
    }
}
