using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Stomp.Server.Tests.Security;

/// <summary>Issues JSON Web Tokens, as a login page elsewhere would.</summary>
internal sealed class Tokens
{
    public const string Issuer = "https://login.example";
    public const string Audience = "chat";

    private readonly SymmetricSecurityKey _key = new(RandomNumberGenerator.GetBytes(64));

    public TokenValidationParameters Validation => new() { ValidIssuer = Issuer, ValidAudience = Audience, IssuerSigningKey = _key };

    public string Issue(string? user, DateTimeOffset expires, string role = "", string issuer = Issuer, string audience = Audience, SecurityKey? key = null)
    {
        Claim[] claims = user is null ? [new("role", role)] : [new("sub", user), new("role", role)];
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Subject = new ClaimsIdentity(claims),
            Issuer = issuer,
            Audience = audience,
            Expires = expires.UtcDateTime,
            SigningCredentials = new SigningCredentials(key ?? _key, SecurityAlgorithms.HmacSha256),
        });
    }
}
