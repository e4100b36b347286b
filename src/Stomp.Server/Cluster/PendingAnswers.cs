namespace Stomp.Server.Cluster;

/// <summary>The answers of nodes to one wish.</summary>
internal sealed class PendingAnswers(IEnumerable<string> nodes)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _missing = new(nodes, StringComparer.Ordinal);
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when every node has answered.</summary>
    public Task Complete => _complete.Task;

    /// <summary>The sum of what they answered.</summary>
    public int Count { get; private set; }

    public void Take(string node, int count)
    {
        lock (_gate)
        {
            Count += count;
            _missing.Remove(node);
            if (_missing.Count == 0) _complete.TrySetResult();
        }
    }
}
