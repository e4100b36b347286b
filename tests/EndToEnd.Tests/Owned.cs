namespace EndToEnd.Tests;

/// <summary>A server that belongs to one test alone, which may end it.</summary>
internal sealed class Owned(ServerProcess server) : IAsyncDisposable
{
    public ServerProcess Server { get; } = server;

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}
