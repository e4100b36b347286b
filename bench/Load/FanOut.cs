using System.Diagnostics;

namespace Load;

/// <summary>Measures what deliveries cost and how long they take.</summary>
internal sealed class FanOut(Scenario scenario, Settings settings)
{
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(20);

    private readonly Latencies _latencies = new();
    private readonly List<Publisher> _publishers = [];
    private readonly List<Subscriber> _subscribers = [];

    public async Task<Result> RunAsync()
    {
        await ConnectAsync();
        using var reading = new CancellationTokenSource();
        using var sending = new CancellationTokenSource();
        var readers = _subscribers.ConvertAll(subscriber => subscriber.ReadAsync(reading.Token));
        var senders = _publishers.ConvertAll(publisher => scenario.Rate == 0
            ? publisher.SendWithinWindowAsync(sending.Token)
            : publisher.SendAtRateAsync((double)scenario.Rate / scenario.Publishers, sending.Token));

        await Task.Delay(settings.WarmUp);
        _latencies.Clear();
        var (before, cpuBefore, watch) = (Deliveries(), settings.Process?.Cpu, Stopwatch.StartNew());
        await Task.Delay(settings.Measured);
        var (deliveries, cpu, elapsed) = (Deliveries() - before, settings.Process?.Cpu - cpuBefore, watch.Elapsed);

        await sending.CancelAsync();
        await EndedAsync(senders);
        await DrainAsync();
        var result = new Result(scenario.Name)
        {
            PerSecond = deliveries / elapsed.TotalSeconds,
            CpuMicroseconds = cpu?.TotalMicroseconds / deliveries,
            MedianMilliseconds = _latencies.Percentile(0.5),
            Percentile99Milliseconds = _latencies.Percentile(0.99),
            Faults = _subscribers.Sum(subscriber => subscriber.Faults + subscriber.Room.Sent - subscriber.Received),
        };
        await reading.CancelAsync();
        await EndedAsync(readers);
        _subscribers.ForEach(subscriber => subscriber.Dispose());
        _publishers.ForEach(publisher => publisher.Dispose());
        return result;
    }

    private long Deliveries() => _subscribers.Sum(subscriber => (long)subscriber.Received);

    private async Task ConnectAsync()
    {
        for (var i = 0; i < scenario.Publishers; i++)
            _publishers.Add(new(await Connection.OpenAsync(settings.Server, CancellationToken.None), settings.BodyBytes));
        for (var i = 0; i < scenario.Rooms; i++)
        {
            var publisher = _publishers[i % scenario.Publishers];
            // Names of their own, so that two runs at a time do not meet.
            publisher.Rooms.Add(new($"load-{Environment.ProcessId}-{scenario.Name}-{i}", scenario.Clients / scenario.Rooms, publisher));
        }

        foreach (var room in _publishers.SelectMany(publisher => publisher.Rooms))
        {
            for (var i = 0; i < room.Subscribers; i++)
            {
                var connection = await Connection.OpenAsync(settings.Server, CancellationToken.None);
                await connection.SubscribeAsync(room.Name, CancellationToken.None);
                _subscribers.Add(new(connection, room, _latencies));
            }
        }
    }

    private async Task DrainAsync()
    {
        var watch = Stopwatch.StartNew();
        while (_subscribers.Exists(subscriber => subscriber.Received < subscriber.Room.Sent) && watch.Elapsed < LongestDrain) await Task.Delay(50);
    }

    private static async Task EndedAsync(IEnumerable<Task> tasks)
    {
        try
        {
            await Task.WhenAll(tasks);
        }
        catch (OperationCanceledException)
        {
            // As they were told.
        }
    }
}
