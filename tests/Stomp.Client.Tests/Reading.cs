using Testing.Server;

namespace Stomp.Client.Tests;

/// <summary>Takes a subscription's messages one at a time, each within a test's patience.</summary>
public sealed class Reading(StompSubscription subscription) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private IAsyncEnumerator<StompMessage>? _messages;
    private bool _isDisposed;

    public async Task<StompMessage> NextAsync()
    {
        _messages ??= subscription.ReadAllAsync(_ending.Token).GetAsyncEnumerator();
        Assert.True(await _messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience), "The subscription has ended.");
        return _messages.Current;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        await subscription.DisposeAsync();
        await _ending.CancelAsync();
        _ending.Dispose();
    }
}
