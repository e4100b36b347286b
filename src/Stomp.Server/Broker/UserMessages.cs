using Stomp.Server.Cluster;
using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>Takes messages for a user to each of the user's sessions: in the broker every session has destinations of its own.</summary>
/// <remarks>Their bodies are borrowed until a call returns; what is returned is done when the publisher may go on.</remarks>
internal sealed class UserMessages(InMemoryBroker broker, Destinations destinations, SessionRegistry registry, NodePost post)
{
    /// <summary>Hands over a message that a client sent to <c>/user/{name}/queue/x</c>.</summary>
    public ValueTask PublishAsync(in BrokerMessage message, CancellationToken cancellationToken) =>
        destinations.TrySplitUser(message.Destination, out var user, out var own)
            ? PublishToUserAsync(user, message with { Destination = own }, cancellationToken)
            : default;

    /// <summary>Hands over a message for all sessions of a user, or for the one session of that id, wherever they are connected.</summary>
    public ValueTask PublishToUserAsync(string userOrSession, in BrokerMessage message, CancellationToken cancellationToken)
    {
        if (post.FindSession(userOrSession) is { } elsewhere) return new(post.SendAsync(elsewhere, message, cancellationToken));
        var here = StallAsync(PublishHere(userOrSession, message), cancellationToken);
        return post.IsIdle || registry.IsSession(userOrSession) ? here : BothAsync(here, post.SendToUserAsync(userOrSession, message, cancellationToken));
    }

    /// <summary>Hands over a message for one session, wherever it is connected, and for nobody when it has ended.</summary>
    public ValueTask PublishToSessionAsync(string sessionId, in BrokerMessage message, CancellationToken cancellationToken)
    {
        if (registry.FindConnected(sessionId) is { } session) return StallAsync(PublishTo(session, message), cancellationToken);
        return post.FindSession(sessionId) is { } elsewhere ? new(post.SendAsync(elsewhere, message, cancellationToken)) : default;
    }

    /// <summary>Hands over a message that another node sent for a user or a session of this one.</summary>
    public ValueTask DeliverHereAsync(in BrokerMessage message, string to, bool isSession)
    {
        if (!isSession) return StallAsync(PublishHere(to, message), default);
        return registry.FindConnected(to) is { } session ? StallAsync(PublishTo(session, message), default) : default;
    }

    private Outbox? PublishHere(string userOrSession, in BrokerMessage message)
    {
        Outbox? behind = null;
        foreach (var session in registry.Find(userOrSession)) behind = PublishTo(session, message) ?? behind;
        return behind;
    }

    private Outbox? PublishTo(StompSession session, in BrokerMessage message) =>
        broker.Publish(message with { Destination = destinations.ForSession(session.Id, message.Destination) });

    private static ValueTask StallAsync(Outbox? behind, CancellationToken cancellationToken) =>
        behind?.WaitForRoomAsync(MessageRouter.PublisherStall, cancellationToken) ?? default;

    private static async ValueTask BothAsync(ValueTask here, Task elsewhere)
    {
        await here;
        await elsewhere;
    }
}
