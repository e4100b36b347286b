namespace Stomp.Server.Log;

/// <summary>The messages of one destination in memory. Guarded by its store.</summary>
/// <param name="name">The destination.</param>
/// <param name="next">The offset of its first message.</param>
internal sealed class InMemoryLog(string name, long next)
{
    // The first _gone of them have gone; the list closes up now and then.
    private readonly List<LogNode?> _nodes = [];
    private int _gone;

    public string Name { get; } = name;

    public long Next { get; private set; } = next;

    public int Count => _nodes.Count - _gone;

    public long First => Next - Count;

    /// <summary>Bytes of its bodies.</summary>
    public long BodyBytes { get; private set; }

    public LogNode Oldest => _nodes[_gone]!;

    public LogNode this[long offset] => _nodes[_gone + (int)(offset - First)]!;

    public LogNode Add(LogEntry entry)
    {
        var message = new LoggedMessage(Next++, entry.Timestamp, entry.MessageId, entry.ContentType, entry.Headers, entry.Body, entry.IsText);
        var node = new LogNode(this, message);
        _nodes.Add(node);
        BodyBytes += entry.Body.Length;
        return node;
    }

    public void RemoveOldest()
    {
        BodyBytes -= Oldest.Message.Body.Length;
        _nodes[_gone++] = null;
        if (_gone < 64 || _gone < _nodes.Count / 2) return;
        _nodes.RemoveRange(0, _gone);
        _gone = 0;
    }

    /// <summary>The first message of a time or behind it. Their times do not go back.</summary>
    public long Find(DateTimeOffset time)
    {
        var (low, high) = (First, Next);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (this[middle].Message.Timestamp < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
