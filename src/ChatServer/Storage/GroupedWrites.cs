namespace ChatServer.Storage;

/// <summary>
/// Writes what comes while the last write runs in one piece, next: many who come into rooms at once share a commit, and who comes alone
/// does not wait for others.
/// </summary>
/// <param name="write">Writes a group, all or nothing of it, in its order.</param>
internal sealed class GroupedWrites<TItem>(Func<IReadOnlyList<TItem>, Task> write)
{
    private const int MostAtOnce = 1000;

    private readonly Lock _gate = new();
    private List<(TItem Item, TaskCompletionSource Done)> _waiting = [];
    private bool _isWriting;

    /// <returns>Done when it is written.</returns>
    public Task WriteAsync(TItem item)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((item, done));
            if (_isWriting) return done.Task;
            _isWriting = true;
        }

        _ = WriteAllAsync();
        return done.Task;
    }

    private async Task WriteAllAsync()
    {
        while (TakeGroup() is { } group)
        {
            try
            {
                await write([.. group.Select(one => one.Item)]);
                foreach (var (_, done) in group) done.TrySetResult();
            }
#pragma warning disable CA1031 // Whatever it was, those who wait for it get it.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                foreach (var (_, done) in group) done.TrySetException(fault);
            }
        }
    }

    private List<(TItem Item, TaskCompletionSource Done)>? TakeGroup()
    {
        lock (_gate)
        {
            var group = _waiting;
            _isWriting = group.Count > 0;
            _waiting = group.Count > MostAtOnce ? group[MostAtOnce..] : [];
            return group.Count == 0 ? null : group.Count > MostAtOnce ? group[..MostAtOnce] : group;
        }
    }
}
