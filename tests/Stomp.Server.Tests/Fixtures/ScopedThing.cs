namespace Stomp.Server.Tests;

public sealed class ScopedThing(DisposalLog log) : IDisposable
{
    public int Number { get; set; }

    public void Dispose() => log.Disposed.Enqueue($"thing {Number}");
}
