using Microsoft.Extensions.Logging;

namespace Stomp.Server.Log;

/// <summary>Reads from the store. Whatever that throws becomes a <see cref="MessageLogException"/>; what it did not mean for clients stays here.</summary>
internal sealed partial class LogReader(IMessageLogStore store, ILogger<LogReader> logger)
{
    private const string Unavailable = "The message log cannot be read now.";

    private bool _isFailing;

    public ValueTask<LogRange> GetRangeAsync(string destination, CancellationToken cancellationToken) =>
        GuardAsync(store.GetRangeAsync, destination, cancellationToken);

    public ValueTask<long> FindAsync(string destination, DateTimeOffset at, CancellationToken cancellationToken) =>
        GuardAsync((name, token) => store.FindAsync(name, at, token), destination, cancellationToken);

    public ValueTask<IReadOnlyList<LoggedMessage>> ReadAsync(string destination, long fromOffset, int maxMessages, int maxBytes,
        CancellationToken cancellationToken) =>
        GuardAsync((name, token) => store.ReadAsync(name, fromOffset, maxMessages, maxBytes, token), destination, cancellationToken);

    private async ValueTask<T> GuardAsync<T>(Func<string, CancellationToken, ValueTask<T>> read, string destination, CancellationToken cancellationToken)
    {
        try
        {
            var result = await read(destination, cancellationToken);
            if (Interlocked.Exchange(ref _isFailing, false)) LogRecovered();
            return result;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (!Interlocked.Exchange(ref _isFailing, true)) LogFailing(e);
            throw e as MessageLogException ?? new MessageLogException(Unavailable, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The message log cannot be read")]
    private partial void LogFailing(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The message log can be read again")]
    private partial void LogRecovered();
}
