using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Stomp.Server.Cluster;

/// <summary>Asks the other nodes to end sessions, and counts their answers.</summary>
internal sealed class DisconnectRequests(NodeId self, NodeDirectory directory, IOptions<ClusterOptions> options, TimeProvider time, INodeLink? link = null)
{
    private readonly ConcurrentDictionary<long, PendingAnswers> _pending = new();
    private long _last;

    /// <returns>How many sessions ended, as far as was answered in time.</returns>
    /// <exception cref="MessageRejectedException">There is no way to the others.</exception>
    public async Task<int> DisconnectAsync(string userOrSession, string reason)
    {
        if (link is null || directory.IsEmpty) return 0;
        var request = Interlocked.Increment(ref _last);
        // All of them, not only those that are known to have such sessions: one may have been opened a moment ago.
        var answers = _pending[request] = new(directory.Nodes);
        try
        {
            await link.SendAsync(null, NodeWire.Write(new NodeDisconnect(self.Value, request, userOrSession, reason)), isConfirmed: true, default);
            await answers.Complete.WaitAsync(options.Value.AnswerTimeout, time);
        }
        catch (TimeoutException)
        {
            // Who has not answered is not counted.
        }
        finally
        {
            _pending.TryRemove(request, out _);
        }

        return answers.Count;
    }

    public void Take(NodeDisconnected answer)
    {
        if (_pending.TryGetValue(answer.Request, out var answers)) answers.Take(answer.From, answer.Count);
    }
}
