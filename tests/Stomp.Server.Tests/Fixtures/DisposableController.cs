namespace Stomp.Server.Tests;

[MessageController]
public sealed class DisposableController : IAsyncDisposable
{
    private readonly DisposalLog _log;
    private readonly int _number;

    public DisposableController(DisposalLog log, ScopedThing thing)
    {
        _log = log;
        _number = thing.Number = log.Next();
    }

    [MessageMapping("/disposable/fine")]
    public void Fine()
    {
    }

    [MessageMapping("/disposable/refuse")]
    public void Refuse() => throw new MessageRejectedException("no");

    public ValueTask DisposeAsync()
    {
        _log.Disposed.Enqueue($"controller {_number}");
        return default;
    }
}
