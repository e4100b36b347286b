using Stomp.Server;

namespace ChatServer.Storage.Search;

/// <summary>Which rooms have messages that are not indexed yet, as far as this process put them there.</summary>
internal sealed class LogActivity : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _rooms = [];
    private readonly SemaphoreSlim _signal = new(0);

    /// <summary>Notes what was kept.</summary>
    public void Note(IReadOnlyList<LogEntry> entries)
    {
        lock (_gate)
        {
            var isSignalled = _rooms.Count > 0;
            for (var i = 0; i < entries.Count; i++)
            {
                if (entries[i].Destination.StartsWith(RoomLog.Prefix, StringComparison.Ordinal)) _rooms.Add(entries[i].Destination);
            }

            if (!isSignalled && _rooms.Count > 0) _signal.Release();
        }
    }

    /// <summary>Waits for something to do.</summary>
    /// <param name="patience">How long at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The destinations; none when the patience is over.</returns>
    public async Task<string[]> TakeAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!await _signal.WaitAsync(patience, cancellationToken)) return [];
        lock (_gate)
        {
            string[] taken = [.. _rooms];
            _rooms.Clear();
            return taken;
        }
    }

    public void Dispose() => _signal.Dispose();
}
