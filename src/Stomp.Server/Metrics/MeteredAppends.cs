namespace Stomp.Server.Metrics;

/// <summary>Appends to the store, and has it measured where anybody wants to know.</summary>
internal sealed class MeteredAppends(IMessageLogStore store, LogMeter meter, TimeProvider time)
{
    public ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken) =>
        meter.WantsCommits ? MeasureAsync(entries, cancellationToken) : store.AppendAsync(entries, cancellationToken);

    private async ValueTask MeasureAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var isDone = false;
        try
        {
            await store.AppendAsync(entries, cancellationToken);
            isDone = true;
        }
        finally
        {
            meter.Commit(entries, time.GetElapsedTime(start), isDone);
        }
    }
}
