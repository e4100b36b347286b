namespace EndToEnd.Tests.Durability;

/// <summary>A chat server that has to live with outages, its own among them, and clients that wait until one is over.</summary>
internal sealed class MortalServer(ServerProcess server) : IAsyncDisposable
{
    private volatile TaskCompletionSource _up = Up();

    /// <summary>Where it is, once there is no outage.</summary>
    public async Task<Uri> WhenUpAsync(CancellationToken cancellationToken)
    {
        await _up.Task.WaitAsync(cancellationToken);
        return new(server.Endpoint);
    }

    /// <summary>SIGKILL, and a new life.</summary>
    public Task KillAndStartAsync() => SurviveAsync(async () =>
    {
        await server.KillAsync();
        await server.StartAsync();
    });

    /// <summary>Has clients that are thrown out wait until the outage is over.</summary>
    public async Task SurviveAsync(Func<Task> outage)
    {
        var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _up = up;
        await outage();
        up.SetResult();
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private static TaskCompletionSource Up()
    {
        var up = new TaskCompletionSource();
        up.SetResult();
        return up;
    }
}
