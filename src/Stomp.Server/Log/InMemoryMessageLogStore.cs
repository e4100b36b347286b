using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Stomp.Server.Log;

/// <summary>
/// Keeps the log in memory: so many bytes, of which the oldest go, and gone with the process, so each run has an epoch of its own. Every call is
/// done when it returns.
/// </summary>
internal sealed class InMemoryMessageLogStore(IOptions<StompOptions> options) : IMessageLogStore
{
    // A key takes about so much, and all of them at most an eighth of what is kept.
    private const int BytesOfKey = 100;

    private readonly StompOptions _options = options.Value;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, InMemoryLog> _logs = new(StringComparer.Ordinal);
    private readonly KnownKeys _keys = new((int)Math.Clamp(options.Value.MaxLogBytesInMemory / 8 / BytesOfKey, 100, int.MaxValue));
    private LogNode? _oldest;
    private LogNode? _youngest;
    private long _bytes;

    // Where a destination begins that comes anew: those that were given up must not give an offset again.
    private long _begin = 1;

    public ValueTask<string> OpenAsync(CancellationToken cancellationToken = default) =>
        new(RandomNumberGenerator.GetString("0123456789abcdefghijklmnopqrstuvwxyz", 12));

    public ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        lock (_gate)
        {
            for (var i = 0; i < entries.Count; i++) Append(entries[i]);
            while (_bytes > _options.MaxLogBytesInMemory && _oldest != _youngest) RemoveOldestOf(_oldest!.Destination);
        }

        return default;
    }

    public ValueTask<LogRange> GetRangeAsync(string destination, CancellationToken cancellationToken = default)
    {
        lock (_gate) return new(_logs.TryGetValue(destination, out var log) ? new LogRange(log.First, log.Next) : new LogRange(_begin, _begin));
    }

    public ValueTask<IReadOnlyList<LoggedMessage>> ReadAsync(string destination, long fromOffset, int maxMessages, int maxBytes,
        CancellationToken cancellationToken = default)
    {
        var messages = new List<LoggedMessage>();
        lock (_gate)
        {
            if (!_logs.TryGetValue(destination, out var log)) return new(messages);
            long bytes = 0;
            for (var offset = Math.Max(fromOffset, log.First); offset < log.Next && messages.Count < maxMessages; offset++)
            {
                var message = log[offset].Message;
                bytes += message.Body.Length;
                if (bytes > maxBytes && messages.Count > 0) break;
                messages.Add(message);
            }
        }

        return new(messages);
    }

    public ValueTask<long> FindAsync(string destination, DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        lock (_gate) return new(_logs.TryGetValue(destination, out var log) ? log.Find(time) : _begin);
    }

    public ValueTask<IReadOnlyList<string>> ListDestinationsAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate) return new([.. _logs.Values.Where(log => log.Count > 0).Select(log => log.Name)]);
    }

    public ValueTask<long> TrimAsync(string destination, LogRetention retention, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(retention);
        lock (_gate)
        {
            long gone = 0;
            if (!_logs.TryGetValue(destination, out var log)) return new(gone);
            for (; log.Count > 0 && IsOver(log, retention, now); gone++) RemoveOldestOf(log);
            return new(gone);
        }
    }

    public ValueTask ForgetKeysAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        lock (_gate) _keys.Forget(before);
        return default;
    }

    private static bool IsOver(InMemoryLog log, LogRetention retention, DateTimeOffset now) => log.Count > retention.MaxMessages
        || log.BodyBytes > retention.MaxBytes || now - log.Oldest.Message.Timestamp > retention.MaxAge;

    private void Append(LogEntry entry)
    {
        if (_keys.Find(entry.DeduplicationKey) is { } known)
        {
            entry.IsRepeat = true;
            entry.Offset = known;
            return;
        }

        if (!_logs.TryGetValue(entry.Destination, out var log))
        {
            if (_logs.Count >= _options.MaxLogDestinationsInMemory) GiveUpSilentLog();
            _logs.Add(entry.Destination, log = new InMemoryLog(entry.Destination, _begin));
        }

        var node = log.Add(entry);
        entry.Offset = node.Message.Offset;
        _keys.Add(entry.DeduplicationKey, entry.Offset, entry.Timestamp);
        _bytes += node.Bytes;
        node.Older = _youngest;
        if (_youngest is null) _oldest = node;
        else _youngest.Younger = node;
        _youngest = node;
    }

    // One that is empty, else the one whose oldest message is the oldest of all.
    private void GiveUpSilentLog()
    {
        var silent = _logs.Values.FirstOrDefault(log => log.Count == 0) ?? _oldest!.Destination;
        while (silent.Count > 0) RemoveOldestOf(silent);
        _logs.Remove(silent.Name);
        _begin = Math.Max(_begin, silent.Next);
    }

    private void RemoveOldestOf(InMemoryLog log)
    {
        var node = log.Oldest;
        log.RemoveOldest();
        _bytes -= node.Bytes;
        if (node.Older is null) _oldest = node.Younger;
        else node.Older.Younger = node.Younger;
        if (node.Younger is null) _youngest = node.Older;
        else node.Younger.Older = node.Older;
    }
}
