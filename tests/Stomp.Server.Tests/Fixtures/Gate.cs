namespace Stomp.Server.Tests;

/// <summary>Where something stops until the test lets it go on.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Entered => _entered.Task.WaitAsync(StompTestClient.Patience);

    public void Open() => _opened.TrySetResult();

    public Task PassAsync(CancellationToken cancellationToken = default)
    {
        _entered.TrySetResult();
        return _opened.Task.WaitAsync(cancellationToken);
    }
}
