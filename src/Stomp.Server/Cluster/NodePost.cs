using Stomp.Server.Broker;

namespace Stomp.Server.Cluster;

/// <summary>Sends messages for users and sessions to the nodes that these are connected to, and to no others.</summary>
internal sealed class NodePost(NodeId self, NodeDirectory directory, INodeLink? link = null)
{
    /// <summary>Whether there is nobody to send to.</summary>
    public bool IsIdle => link is null || directory.IsEmpty;

    /// <summary>The session, if another node has it.</summary>
    public ConnectedSession? FindSession(string id) => IsIdle ? null : directory.Find(id);

    /// <summary>Sends a message, whose body is borrowed until the call returns, to a session of another node.</summary>
    /// <returns>Done when it is as good as there.</returns>
    public Task SendAsync(ConnectedSession session, in BrokerMessage message, CancellationToken cancellationToken) =>
        SendAsync(session.Node, new NodeDelivery(self.Value, session.Id, IsSession: true, message.IsText), message, cancellationToken);

    /// <summary>Sends a message, whose body is borrowed until the call returns, to a user's sessions on other nodes: one copy to each node.</summary>
    /// <returns>Done when it is as good as there.</returns>
    public Task SendToUserAsync(string user, in BrokerMessage message, CancellationToken cancellationToken)
    {
        var sessions = directory.SessionsOf(user);
        if (sessions.IsEmpty) return Task.CompletedTask;
        var delivery = new NodeDelivery(self.Value, user, IsSession: false, message.IsText);
        if (sessions.Length == 1) return SendAsync(sessions[0].Node, delivery, message, cancellationToken);
        var bytes = NodeWire.Write(delivery, message);
        return Task.WhenAll(sessions.Select(session => session.Node).Distinct(StringComparer.Ordinal)
            .Select(node => link!.SendAsync(node, bytes, isConfirmed: true, cancellationToken)));
    }

    private Task SendAsync(string node, NodeDelivery delivery, in BrokerMessage message, CancellationToken cancellationToken) =>
        link!.SendAsync(node, NodeWire.Write(delivery, message), isConfirmed: true, cancellationToken);
}
