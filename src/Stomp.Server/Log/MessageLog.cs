using Stomp.Server.Broker;
using Stomp.Server.Controllers;

namespace Stomp.Server.Log;

/// <summary>The log as the application sees it.</summary>
internal sealed class MessageLog(LoggedDestinations logged, LogAppender appender, LogReader reader, MessagePublisher publisher, PayloadEncoder encoder, MessageIds ids)
    : IMessageLog
{
    public string Epoch => appender.Epoch;

    public ValueTask<LogRange> GetRangeAsync(string destination, CancellationToken cancellationToken = default)
    {
        Check(destination);
        return reader.GetRangeAsync(destination, cancellationToken);
    }

    public ValueTask<IReadOnlyList<LoggedMessage>> ReadAsync(string destination, long fromOffset, int maxMessages, CancellationToken cancellationToken = default)
    {
        Check(destination);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMessages);
        return reader.ReadAsync(destination, fromOffset, maxMessages, int.MaxValue, cancellationToken);
    }

    public ValueTask<LogAppendResult> AppendAsync<T>(string destination, T payload, MessageOptions? options = null, CancellationToken cancellationToken = default)
    {
        Check(destination);
        return publisher.KeepAsync(new PendingAppend(encoder.Encode(destination, payload, options), ids.Next()) { IsKeptOnly = true }, cancellationToken);
    }

    private void Check(string destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (logged.RuleOf(destination) is null || DestinationPattern.IsPattern(destination) || destination.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException($"'{destination}' is no logged destination (see StompOptions.Log).", nameof(destination));
    }
}
