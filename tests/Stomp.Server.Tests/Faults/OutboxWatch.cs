namespace Stomp.Server.Tests.Faults;

/// <summary>Looks, all the time it lives, at how much waits for each session; too much fails the test at its end.</summary>
internal sealed class OutboxWatch : IAsyncDisposable
{
    private readonly FaultApp _app;
    private readonly PeriodicTimer _pulse = new(TimeSpan.FromMilliseconds(5));
    private readonly Task _watching;
    private readonly int _bound;
    private int _most;

    public OutboxWatch(FaultApp app, int bound)
    {
        (_app, _bound) = (app, bound);
        _watching = WatchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _pulse.Dispose();
        await _watching;
        Assert.InRange(_most, 1, _bound);
    }

    private async Task WatchAsync()
    {
        do
        {
            foreach (var session in _app.Sessions.All) _most = Math.Max(_most, session.Outbox.QueuedBytes);
        }
        while (await _pulse.WaitForNextTickAsync());
    }
}
