using System.Security.Claims;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Stomp.Server.Sessions;

namespace Stomp.Server.Security;

/// <summary>Knows clients by a JSON Web Token (RFC 7519). The client is told that its token was refused; why is for the log, without the token.</summary>
internal sealed partial class JwtConnectAuthenticator : IConnectAuthenticator
{
    private const string Scheme = "Bearer ";

    private readonly JsonWebTokenHandler _handler = new();
    private readonly JwtConnectOptions _options;
    private readonly TokenValidationParameters _validation;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public JwtConnectAuthenticator(IOptions<JwtConnectOptions> options, TimeProvider time, ILogger<JwtConnectAuthenticator> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
        _validation = _options.Validation.Clone();
        _validation.NameClaimType = _options.NameClaim;
        _validation.RoleClaimType = _options.RoleClaim;
        _validation.ClockSkew = _options.ClockSkew;
        // The library's own looks at the system's clock alone.
        _validation.LifetimeValidator ??= IsInTime;
    }

    public async ValueTask<ConnectResult?> AuthenticateAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        if (FindToken(request.Headers) is not { } token) return null;
        var result = await _handler.ValidateTokenAsync(token, _validation);
        if (!result.IsValid)
        {
            // The exception's text may quote the token; its type says what was wrong.
            LogRefused(result.Exception.GetType().Name);
            return ConnectResult.Fail();
        }

        var user = new ClaimsPrincipal(result.ClaimsIdentity);
        if (SessionRegistry.NameOf(user) is null)
        {
            LogNameless(_options.NameClaim);
            return ConnectResult.Fail();
        }

        // Neither has to be there: no expiry is the least of dates, and some write the greatest for never.
        var validTo = result.SecurityToken.ValidTo;
        var lasts = validTo == DateTime.MinValue || validTo > DateTime.MaxValue - _options.ClockSkew;
        return ConnectResult.Success(user, lasts ? null : new DateTimeOffset(validTo, TimeSpan.Zero) + _options.ClockSkew);
    }

    private string? FindToken(StompHeaders headers)
    {
        foreach (var name in _options.Headers)
        {
            foreach (ref readonly var header in headers.AsSpan())
            {
                if (!header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
                // What is called a bearer's token is refused if it is none; anything else may be another authenticator's.
                if (header.Value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return header.Value[Scheme.Length..].Trim();
                if (_handler.CanReadToken(header.Value)) return header.Value;
            }
        }

        return null;
    }

    private bool IsInTime(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters validation)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        if (expires is null) return !validation.RequireExpirationTime;
        return now - validation.ClockSkew < expires && (notBefore is null || now + validation.ClockSkew >= notBefore);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A client's token was refused: {Fault}")]
    private partial void LogRefused(string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "A client's token was refused: it has no claim {Claim}")]
    private partial void LogNameless(string claim);
}
