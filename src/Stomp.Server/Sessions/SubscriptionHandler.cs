using Microsoft.Extensions.Options;
using Stomp.Server.Broker;

namespace Stomp.Server.Sessions;

/// <summary>SUBSCRIBE and UNSUBSCRIBE (STOMP 1.2, the sections of these names).</summary>
internal sealed class SubscriptionHandler(InMemoryBroker broker, Destinations destinations, IOptions<StompOptions> options)
{
    private const string SubscribeRule = "STOMP 1.2, SUBSCRIBE";
    private const string UnsubscribeRule = "STOMP 1.2, UNSUBSCRIBE";

    public void Subscribe(StompSession session, StompFrame frame)
    {
        var destination = frame.RequireHeader(StompHeaderNames.Destination, SubscribeRule);
        // Before 1.1 the id was optional; the destination stands in for it.
        var id = session.Version == StompVersion.V10
            ? frame.Headers[StompHeaderNames.Id] ?? destination
            : frame.RequireHeader(StompHeaderNames.Id, SubscribeRule);
        if (frame.Headers[StompHeaderNames.Ack] is { } ack && ack != "auto") throw UnsupportedAck(ack);
        if (frame.Headers["selector"] is not null) throw Fault("selector", "selectors are not supported yet", SubscribeRule);
        ThrowIfUnfit(StompHeaderNames.Id, id, session.Version);
        ThrowIfUnfit(StompHeaderNames.Destination, destination, session.Version);
        if (session.Subscriptions.ContainsKey(id))
            throw Fault(StompHeaderNames.Id, "the session has a subscription of this id already", SubscribeRule);
        if (session.Subscriptions.Count >= options.Value.MaxSubscriptionsPerSession)
        {
            throw Fault(null, $"a session may have {options.Value.MaxSubscriptionsPerSession} subscriptions",
                nameof(StompOptions.MaxSubscriptionsPerSession));
        }

        var resolved = destinations.ResolveSubscription(session, destination);
        var subscription = new Subscription
        {
            Id = id,
            Destination = resolved,
            ShownDestination = ReferenceEquals(resolved, destination) ? null : destination,
            Version = session.Version,
            Outbox = session.Outbox,
        };
        session.Subscriptions.Add(id, subscription);
        broker.Subscribe(subscription);
    }

    public void Unsubscribe(StompSession session, StompFrame frame)
    {
        var id = session.Version == StompVersion.V10
            ? frame.Headers[StompHeaderNames.Id] ?? frame.RequireHeader(StompHeaderNames.Destination, UnsubscribeRule)
            : frame.RequireHeader(StompHeaderNames.Id, UnsubscribeRule);
        if (!session.Subscriptions.Remove(id, out var subscription))
            throw new StompProtocolException("UNSUBSCRIBE", StompHeaderNames.Id, "the session has no subscription of this id", UnsubscribeRule);
        broker.Unsubscribe(subscription);
    }

    // 1.0 reads what it cannot write: a carriage return. Every message would fail on it.
    private static void ThrowIfUnfit(string header, string value, StompVersion version)
    {
        if (!StompWriter.CanWrite(StompCommand.Message, header, value, version))
            throw Fault(header, $"the value cannot be written in a MESSAGE of STOMP {version.ToWireName()}", SubscribeRule);
    }

    private static StompProtocolException UnsupportedAck(string ack) => ack is "client" or "client-individual"
        ? Fault(StompHeaderNames.Ack, $"'{ack}' is not supported yet, only 'auto'", SubscribeRule)
        : Fault(StompHeaderNames.Ack, "expected 'auto', 'client' or 'client-individual'", SubscribeRule);

    private static StompProtocolException Fault(string? header, string fault, string rule) => new("SUBSCRIBE", header, fault, rule);
}
