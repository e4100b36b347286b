using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Stomp.Server.Sessions;

/// <summary>
/// Ends every session when the application stops, before anything else does: the web server still answers meanwhile, so clients that poll hear of it,
/// and new ones are sent elsewhere. The ends are spread over time, since everybody comes back at once, and to the servers that are left.
/// </summary>
internal sealed partial class SessionShutdown(SessionRegistry registry, IHostApplicationLifetime lifetime, IOptions<StompOptions> options,
    IOptions<HostOptions> host, TimeProvider time, ILogger<SessionShutdown> logger) : IHostedLifecycleService
{
    // So many together hurt nobody: 100 in a second at least, and a server with few clients stops at once.
    private const int FewestTogether = 10;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // It comes after this where the host was told by a call: handlers that wait for it would be waited for.
        lifetime.StopApplication();
        var sessions = registry.All.ToArray();
        if (sessions.Length == 0) return;
        LogDraining(sessions.Length);
        Random.Shared.Shuffle(sessions);
        try
        {
            await CloseAsync(sessions, cancellationToken);
            await registry.WhenEmptyAsync().WaitAsync(EndTime, time, cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            LogLeft(registry.Count);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var session in registry.All) session.CloseForShutdown();
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Its listeners may take one time-out, and its client's answer another.</summary>
    private TimeSpan EndTime => 2 * options.Value.CloseTimeout;

    private async Task CloseAsync(StompSession[] sessions, CancellationToken cancellationToken)
    {
        var spread = host.Value.ShutdownTimeout - EndTime;
        if (spread > options.Value.ShutdownSpread) spread = options.Value.ShutdownSpread;
        var together = spread > Step ? Math.Max(FewestTogether, (int)Math.Ceiling(sessions.Length * (Step / spread))) : sessions.Length;
        for (var i = 0; i < sessions.Length; i++)
        {
            if (i > 0 && i % together == 0) await Task.Delay(Step, time, cancellationToken);
            sessions[i].CloseForShutdown();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Telling {Sessions} sessions to reconnect")]
    private partial void LogDraining(int sessions);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sessions} sessions have not ended in time")]
    private partial void LogLeft(int sessions);
}
