namespace Stomp.Server.Controllers;

/// <summary>
/// Sends the items of a stream, one after the other and beside the session's frames, until it ends, fails or is stopped. The controller and its scope
/// live as long.
/// </summary>
internal sealed class StreamSender(HandlerFailures failures)
{
    /// <summary>Begins a stream; it does not hold up whoever called.</summary>
    public ValueTask BeginAsync<T>(ControllerInvocation invocation, IAsyncEnumerable<T>? items, ResultSender<T> sender)
    {
        if (items is null) return default;
        invocation.IsStreaming = true;
        _ = SendAllAsync(invocation, items, sender);
        return default;
    }

    private async Task SendAllAsync<T>(ControllerInvocation invocation, IAsyncEnumerable<T> items, ResultSender<T> sender)
    {
        // The session's next frame is not to wait for the first item.
        await Task.Yield();
        var stopped = invocation.Cancelled;
        try
        {
            await foreach (var item in items.WithCancellation(stopped))
            {
                if (stopped.IsCancellationRequested) break;
                await Results.SendAsync(invocation, item, sender);
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // It gave up, as it was asked to.
        }
        catch (Exception e)
        {
            await failures.TellLaterAsync(invocation, e);
        }

        await EndAsync(invocation);
    }

    private async Task EndAsync(ControllerInvocation invocation)
    {
        invocation.Stream!.Dispose();
        invocation.Session.EndStream();
        try
        {
            await invocation.DisposeAsync();
        }
        catch (Exception e)
        {
            failures.Log(invocation, e);
        }
    }
}
