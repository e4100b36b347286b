using System.Diagnostics;

namespace Load;

/// <summary>Measures what coming and going costs: connect, subscribe, send, receive, leave.</summary>
internal sealed class Churn(Scenario scenario, Settings settings)
{
    private readonly Latencies _latencies = new();
    private long _visits;

    public async Task<Result> RunAsync()
    {
        using var ending = new CancellationTokenSource();
        var visitors = Enumerable.Range(0, scenario.Clients).Select(i => VisitAsync($"load-{Environment.ProcessId}-visit-{i}", ending.Token)).ToList();
        await Task.Delay(settings.WarmUp);
        _latencies.Clear();
        var (before, cpuBefore, watch) = (Volatile.Read(ref _visits), settings.Process?.Cpu, Stopwatch.StartNew());
        await Task.Delay(settings.Measured);
        var (visits, cpu, elapsed) = (Volatile.Read(ref _visits) - before, settings.Process?.Cpu - cpuBefore, watch.Elapsed);
        await ending.CancelAsync();
        await Task.WhenAll(visitors);
        return new Result(scenario.Name)
        {
            PerSecond = visits / elapsed.TotalSeconds,
            CpuMicroseconds = cpu?.TotalMicroseconds / visits,
            MedianMilliseconds = _latencies.Percentile(0.5),
            Percentile99Milliseconds = _latencies.Percentile(0.99),
        };
    }

    private async Task VisitAsync(string room, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            var started = ChatFrame.Now;
            using var connection = await Connection.OpenAsync(settings.Server, CancellationToken.None);
            await connection.SubscribeAsync(room, CancellationToken.None);
            await connection.SendAsync(ChatFrame.Of(room, 1, started, settings.BodyBytes), CancellationToken.None);
            await connection.ReceiveAsync(CancellationToken.None);
            await connection.LeaveAsync(CancellationToken.None);
            _latencies.AddSince(started);
            Interlocked.Increment(ref _visits);
        }
    }
}
