namespace Load;

/// <summary>Measures what a connection takes that is subscribed and quiet.</summary>
internal sealed class Idle(Scenario scenario, Settings settings)
{
    public async Task<Result> RunAsync()
    {
        var before = settings.Process?.MemoryBytes;
        var latencies = new Latencies();
        var connections = new List<Connection>();
        for (var i = 0; i < scenario.Clients; i++)
        {
            var started = ChatFrame.Now;
            var connection = await Connection.OpenAsync(settings.Server, CancellationToken.None);
            await connection.SubscribeAsync($"load-idle-{i % scenario.Rooms}", CancellationToken.None);
            connections.Add(connection);
            latencies.AddSince(started);
        }

        await Task.Delay(settings.Measured);
        var bytes = settings.Process?.MemoryBytes - before;
        connections.ForEach(connection => connection.Dispose());
        return new Result(scenario.Name)
        {
            BytesPerConnection = (double?)bytes / scenario.Clients,
            MedianMilliseconds = latencies.Percentile(0.5),
            Percentile99Milliseconds = latencies.Percentile(0.99),
        };
    }
}
