using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Server.Metrics;
using Stomp.Server.Security;
using Stomp.Server.Transports;

namespace Stomp.Server.Sessions;

/// <summary>What every session uses, so that one holds a single reference to it.</summary>
internal sealed class SessionServices(
    IOptions<StompOptions> options,
    FrameHandler frames,
    SessionRegistry registry,
    SessionTimer timer,
    OutboxFlusher flusher,
    MemoryGauge gauge,
    RateLimits rates,
    ServerMeter meter,
    IEnumerable<IStompSessionListener> listeners,
    TimeProvider time,
    IServiceScopeFactory scopes,
    Draining draining,
    ILogger<StompSession> logger)
{
    public StompOptions Options { get; } = options.Value;

    public StompLimits Limits { get; } = new()
    {
        MaxFrameBytes = options.Value.MaxFrameBytes,
        MaxBodyBytes = options.Value.MaxBodyBytes,
        MaxHeaders = options.Value.MaxHeaders,
        MaxHeaderLineBytes = options.Value.MaxHeaderLineBytes,
    };

    public FrameHandler Frames { get; } = frames;

    public SessionRegistry Registry { get; } = registry;

    public SessionTimer Timer { get; } = timer;

    public OutboxFlusher Flusher { get; } = flusher;

    public MemoryGauge Gauge { get; } = gauge;

    public RateLimits Rates { get; } = rates;

    public ServerMeter Meter { get; } = meter;

    public IStompSessionListener[] Listeners { get; } = [.. listeners];

    public TimeProvider Time { get; } = time;

    public IServiceScopeFactory Scopes { get; } = scopes;

    public Draining Draining { get; } = draining;

    public ILogger Logger { get; } = logger;
}
