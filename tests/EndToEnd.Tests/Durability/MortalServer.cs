namespace EndToEnd.Tests.Durability;

/// <summary>A chat server that dies and comes back, and clients that have to wait for it meanwhile.</summary>
internal sealed class MortalServer(ServerProcess server) : IAsyncDisposable
{
    private volatile TaskCompletionSource<Uri> _up = Up(server);

    public ServerProcess Server { get; } = server;

    /// <summary>Where it is, once it is there.</summary>
    public Task<Uri> WhenUpAsync(CancellationToken cancellationToken) => _up.Task.WaitAsync(cancellationToken);

    /// <summary>SIGKILL, and a new life.</summary>
    public async Task KillAndStartAsync()
    {
        _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Server.KillAsync();
        await Server.StartAsync();
        _up.SetResult(new(Server.Endpoint));
    }

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    private static TaskCompletionSource<Uri> Up(ServerProcess server)
    {
        var up = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        up.SetResult(new(server.Endpoint));
        return up;
    }
}
