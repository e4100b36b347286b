using System.ComponentModel.DataAnnotations;
using Microsoft.IdentityModel.Tokens;

namespace Stomp.Server;

/// <summary>Which tokens in CONNECT are good, and where they are.</summary>
public sealed class JwtConnectOptions
{
    /// <summary>
    /// What a token has to be: issuer, audience, keys, algorithms. Set at least its issuer, its audience and a key, or a ConfigurationManager that
    /// gets the keys of an OpenID provider. What this class has properties for is taken from these.
    /// </summary>
    [Required]
    public TokenValidationParameters Validation { get; set; } = new();

    /// <summary>
    /// The headers where a token may be, the first that holds one counts; names are compared without case. Defaults to <c>Authorization</c>, with
    /// <c>Bearer </c> before the token, and <c>passcode</c>. A passcode that is no token is left to other authenticators.
    /// </summary>
    [MinLength(1)]
    public IList<string> Headers { get; set; } = ["Authorization", StompHeaderNames.Passcode];

    /// <summary>
    /// How far the clocks of issuer and server may be apart: a token is good for so much longer than it says, and its session with it. Defaults to 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The claim that is the user's name, by which messages reach it. Defaults to <c>sub</c>; a token without it is refused.</summary>
    [Required]
    public string NameClaim { get; set; } = "sub";

    /// <summary>The claim that holds the user's roles. Defaults to <c>role</c>.</summary>
    [Required]
    public string RoleClaim { get; set; } = "role";
}
