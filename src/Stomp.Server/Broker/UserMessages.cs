using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>Takes messages for a user to each of the user's sessions: in the broker every session has destinations of its own.</summary>
internal sealed class UserMessages(InMemoryBroker broker, Destinations destinations, SessionRegistry registry)
{
    /// <summary>Hands a message that a client sent to <c>/user/{name}/queue/x</c> to the broker.</summary>
    /// <returns>An outbox that is more than half full; null when all keep up.</returns>
    public Outbox? Publish(in BrokerMessage message) => destinations.TrySplitUser(message.Destination, out var user, out var own)
        ? Publish(message with { Destination = own }, user)
        : null;

    /// <summary>Hands a message to the broker for all sessions of a user, or for the one session of that id.</summary>
    public Outbox? Publish(in BrokerMessage message, string userOrSession)
    {
        Outbox? behind = null;
        foreach (var session in registry.Find(userOrSession)) behind = PublishTo(session, message) ?? behind;
        return behind;
    }

    /// <summary>Hands a message to the broker for one session, and for nobody when it has ended.</summary>
    public Outbox? PublishTo(string sessionId, in BrokerMessage message) =>
        registry.FindConnected(sessionId) is { } session ? PublishTo(session, message) : null;

    private Outbox? PublishTo(StompSession session, in BrokerMessage message) =>
        broker.Publish(message with { Destination = destinations.ForSession(session.Id, message.Destination) });
}
