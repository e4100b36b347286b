using Microsoft.Extensions.Options;
using Stomp.Server;
using Stomp.Server.Log;

namespace Stomp.Relay.Tests;

/// <summary>The store in memory, for several nodes of one process: with one epoch for all of them.</summary>
internal sealed class SharedStore : IMessageLogStore
{
    private readonly InMemoryMessageLogStore _store = new(Options.Create(new StompOptions()));

    public ValueTask<string> OpenAsync(CancellationToken cancellationToken = default) => new("shared");

    public ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken = default) => _store.AppendAsync(entries, cancellationToken);

    public ValueTask<LogRange> GetRangeAsync(string destination, CancellationToken cancellationToken = default) => _store.GetRangeAsync(destination, cancellationToken);

    public ValueTask<IReadOnlyList<LoggedMessage>> ReadAsync(string destination, long fromOffset, int maxMessages, int maxBytes, CancellationToken cancellationToken = default) =>
        _store.ReadAsync(destination, fromOffset, maxMessages, maxBytes, cancellationToken);

    public ValueTask<long> FindAsync(string destination, DateTimeOffset time, CancellationToken cancellationToken = default) => _store.FindAsync(destination, time, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ListDestinationsAsync(CancellationToken cancellationToken = default) => _store.ListDestinationsAsync(cancellationToken);

    public ValueTask<long> TrimAsync(string destination, LogRetention retention, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        _store.TrimAsync(destination, retention, now, cancellationToken);

    public ValueTask ForgetKeysAsync(DateTimeOffset before, CancellationToken cancellationToken = default) => _store.ForgetKeysAsync(before, cancellationToken);
}
