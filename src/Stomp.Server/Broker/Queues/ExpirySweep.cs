using Microsoft.Extensions.Hosting;

namespace Stomp.Server.Broker.Queues;

/// <summary>Looks now and then for messages that expired in queues without a subscriber.</summary>
internal sealed class ExpirySweep(QueueBroker queues, TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => queues.DropExpired(), null, Interval, Interval);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();
}
