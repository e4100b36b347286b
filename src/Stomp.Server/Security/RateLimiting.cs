using System.Threading.RateLimiting;
using Stomp.Server.Sessions;

namespace Stomp.Server.Security;

/// <summary>One limit, for each who falls under it.</summary>
internal sealed class RateLimiting<TKey> : IDisposable
    where TKey : notnull
{
    private readonly PartitionedRateLimiter<TKey> _limiter;
    private readonly int _burst;
    private readonly bool _waits;
    private readonly string _fault;
    private readonly string _name;

    private RateLimiting(RateLimit limit, RateLimitReply reply, string what, string name)
    {
        // In portions of a tenth of a second, the beat of the limiters' own timer.
        var portion = Math.Max(1, limit.PerSecond / 10);
        var options = new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit.Burst,
            TokensPerPeriod = portion,
            ReplenishmentPeriod = TimeSpan.FromSeconds(portion / (double)limit.PerSecond),
            QueueLimit = int.MaxValue,
            AutoReplenishment = false,
        };
        _limiter = PartitionedRateLimiter.Create<TKey, TKey>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => options));
        _burst = limit.Burst;
        _waits = reply == RateLimitReply.Wait;
        _fault = $"more {what} than {limit.PerSecond} in a second, or {limit.Burst} at once";
        _name = name;
    }

    /// <returns>The limit; null when there is none.</returns>
    public static RateLimiting<TKey>? Create(RateLimit limit, RateLimitReply reply, string what, string name) =>
        limit.PerSecond == 0 ? null : new(limit, reply, what, name);

    /// <summary>Counts, and waits if that is how the limit is kept, until the session ends.</summary>
    /// <exception cref="StompProtocolException">It is over the limit.</exception>
    public async ValueTask TakeAsync(TKey key, long permits, StompSession session)
    {
        // More than the bucket holds would never be had.
        var wanted = (int)Math.Min(permits, _burst);
        using var lease = _limiter.AttemptAcquire(key, wanted);
        if (lease.IsAcquired) return;
        if (!_waits) throw new StompProtocolException(null, null, _fault, _name);
        using var late = await _limiter.AcquireAsync(key, wanted, session.Closed);
    }

    public void Dispose() => _limiter.Dispose();
}
