using Microsoft.Extensions.Options;
using Stomp.Server.Sessions;

namespace Stomp.Server.Security;

/// <summary>
/// Counts what clients send. Each limit is one partitioned limiter: one timer serves all its buckets, and a bucket that has been full for a while goes,
/// so a connection that is idle costs nothing.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    /// <summary>No limits, where the application wants none.</summary>
    public static readonly RateLimits None = new(Options.Create(new StompRateLimitOptions { Enabled = false }));

    private readonly RateLimiting<string>? _sessionFrames;
    private readonly RateLimiting<string>? _sessionBytes;
    private readonly RateLimiting<string>? _userFrames;
    private readonly RateLimiting<string>? _userBytes;
    private readonly RateLimiting<AddressBlock>? _connects;

    public RateLimits(IOptions<StompRateLimitOptions> options)
    {
        var limits = options.Value;
        if (!limits.Enabled) return;
        _sessionFrames = RateLimiting<string>.Create(limits.SessionFrames, limits.Reply, "frames of one session", nameof(limits.SessionFrames));
        _sessionBytes = RateLimiting<string>.Create(limits.SessionBytes, limits.Reply, "bytes of one session", nameof(limits.SessionBytes));
        _userFrames = RateLimiting<string>.Create(limits.UserFrames, limits.Reply, "frames of one user", nameof(limits.UserFrames));
        _userBytes = RateLimiting<string>.Create(limits.UserBytes, limits.Reply, "bytes of one user", nameof(limits.UserBytes));
        _connects = RateLimiting<AddressBlock>.Create(limits.ConnectsPerAddress, limits.Reply, "connections from one address", nameof(limits.ConnectsPerAddress));
    }

    public bool CountFrames => _sessionFrames is not null || _userFrames is not null;

    public bool CountBytes => _sessionBytes is not null || _userBytes is not null;

    /// <exception cref="StompProtocolException">The session is over a limit.</exception>
    public ValueTask TakeFrameAsync(StompSession session) => TakeAsync(session, _sessionFrames, _userFrames, 1);

    /// <exception cref="StompProtocolException">The session is over a limit.</exception>
    public ValueTask TakeBytesAsync(StompSession session, long bytes) => TakeAsync(session, _sessionBytes, _userBytes, bytes);

    /// <exception cref="MessageRejectedException">Too many clients connect from the address.</exception>
    public async ValueTask TakeConnectAsync(StompSession session)
    {
        if (_connects is null || session.RemoteAddress is not { } address) return;
        try
        {
            await _connects.TakeAsync(AddressBlock.Of(address), 1, session);
        }
        catch (StompProtocolException e)
        {
            throw new MessageRejectedException(e.Message, "urn:stomp:rate-limit");
        }
    }

    public void Dispose()
    {
        _sessionFrames?.Dispose();
        _sessionBytes?.Dispose();
        _userFrames?.Dispose();
        _userBytes?.Dispose();
        _connects?.Dispose();
    }

    private static async ValueTask TakeAsync(StompSession session, RateLimiting<string>? ofSession, RateLimiting<string>? ofUser, long permits)
    {
        if (ofSession is not null) await ofSession.TakeAsync(session.Id, permits, session);
        if (ofUser is not null && session.UserName is { } user) await ofUser.TakeAsync(user, permits, session);
    }
}
