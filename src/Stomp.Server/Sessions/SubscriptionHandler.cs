using System.Globalization;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Broker.Selectors;
using Stomp.Server.Controllers;
using Stomp.Server.Log;
using Stomp.Server.Security;

namespace Stomp.Server.Sessions;

/// <summary>SUBSCRIBE and UNSUBSCRIBE (STOMP 1.2, the sections of these names).</summary>
internal sealed class SubscriptionHandler(IMessageBroker broker, Destinations destinations, ControllerDispatcher controllers, Replays replays,
    IOptions<StompOptions> options)
{
    private const string SubscribeRule = "STOMP 1.2, SUBSCRIBE";
    private const string UnsubscribeRule = "STOMP 1.2, UNSUBSCRIBE";

    /// <exception cref="MessageRejectedException">It is one of the application, which has no such destination, or refused or failed.</exception>
    public ValueTask<Subscription> SubscribeAsync(StompSession session, StompFrame frame, Access access)
    {
        var destination = frame.RequireHeader(StompHeaderNames.Destination, SubscribeRule);
        // Before 1.1 the id was optional; the destination stands in for it.
        var id = session.Version == StompVersion.V10
            ? frame.Headers[StompHeaderNames.Id] ?? destination
            : frame.RequireHeader(StompHeaderNames.Id, SubscribeRule);
        var ack = AckModeOf(frame);
        ThrowIfUnfit(StompHeaderNames.Id, id, session.Version);
        ThrowIfUnfit(StompHeaderNames.Destination, destination, session.Version);
        if (session.Subscriptions.ContainsKey(id))
            throw Fault(StompHeaderNames.Id, "the session has a subscription of this id already", SubscribeRule);
        if (session.Subscriptions.Count >= options.Value.MaxSubscriptionsPerSession)
        {
            throw Fault(null, $"a session may have {options.Value.MaxSubscriptionsPerSession} subscriptions",
                nameof(StompOptions.MaxSubscriptionsPerSession));
        }

        var replayHeader = ReplayRequest.HeaderOf(frame);
        if (replayHeader is not null && !replays.Has(destination)) throw ReplayRequest.Fault(replayHeader, "the destination is not logged");
        if (destinations.PathStart(destination) is >= 0 and var pathStart) return SubscribeToApplicationAsync(session, frame, id, destination, pathStart);
        var resolved = destinations.ResolveSubscription(session, destination, access);
        var subscription = new Subscription
        {
            Id = id,
            Destination = resolved,
            ShownDestination = ReferenceEquals(resolved, destination) ? null : destination,
            Version = session.Version,
            Outbox = session.Outbox,
            Ack = ack,
            Prefetch = PrefetchOf(frame, ack),
            Selector = SelectorOf(frame),
            WhenSlow = destinations.WhenSlow(resolved),
            StartsLater = true,
        };
        return replayHeader is null ? SubscribeToBrokerAsync(session, subscription) : ReplayAsync(session, subscription, ReplayRequest.Parse(frame));
    }

    public async ValueTask<Subscription> UnsubscribeAsync(StompSession session, StompFrame frame)
    {
        var id = session.Version == StompVersion.V10
            ? frame.Headers[StompHeaderNames.Id] ?? frame.RequireHeader(StompHeaderNames.Destination, UnsubscribeRule)
            : frame.RequireHeader(StompHeaderNames.Id, UnsubscribeRule);
        return await EndAsync(session, id)
            ?? throw new StompProtocolException("UNSUBSCRIBE", StompHeaderNames.Id, "the session has no subscription of this id", UnsubscribeRule);
    }

    /// <summary>Ends a subscription of the session; null when it has none of that id.</summary>
    public async ValueTask<Subscription?> EndAsync(StompSession session, string id)
    {
        if (!session.Subscriptions.Remove(id, out var subscription)) return null;
        if (subscription.WhenSlow != SlowConsumerPolicy.Disconnect) session.DroppingSubscriptions--;
        if (IsOfErrors(session, subscription)) session.ErrorSubscriptions--;
        subscription.Stream?.Stop();
        await broker.UnsubscribeAsync(session, subscription);
        return subscription;
    }

    private async ValueTask<Subscription> ReplayAsync(StompSession session, Subscription subscription, ReplayRequest request)
    {
        subscription.Replay = await replays.PlanAsync(session, subscription.Destination, request);
        subscription.Replay.Subscription = subscription;
        return await SubscribeToBrokerAsync(session, subscription);
    }

    // "If the server cannot successfully create the subscription, the server MUST send the client an ERROR frame and then close the connection":
    // a refusal told on /user/queue/errors, as for a SEND, would be too little.
    private async ValueTask<Subscription> SubscribeToBrokerAsync(StompSession session, Subscription subscription)
    {
        try
        {
            await broker.SubscribeAsync(session, subscription);
        }
        catch (MessageRejectedException e)
        {
            throw Fault(StompHeaderNames.Destination, e.Message, SubscribeRule);
        }

        if (subscription.WhenSlow != SlowConsumerPolicy.Disconnect) session.DroppingSubscriptions++;
        session.Subscriptions.Add(subscription);
        if (IsOfErrors(session, subscription)) session.ErrorSubscriptions++;
        session.Starting = subscription;
        return subscription;
    }

    /// <summary>The answer comes from a controller; the broker knows nothing of it, but its id is taken until UNSUBSCRIBE.</summary>
    private async ValueTask<Subscription> SubscribeToApplicationAsync(StompSession session, StompFrame frame, string id, string destination, int pathStart)
    {
        var subscription = new Subscription { Id = id, Destination = destination, Version = session.Version, Outbox = session.Outbox };
        session.Subscriptions.Add(subscription);
        try
        {
            await controllers.SubscribeAsync(session, frame, subscription, pathStart);
            return subscription;
        }
        catch (MessageRejectedException)
        {
            session.Subscriptions.Remove(id, out _);
            throw;
        }
    }

    private bool IsOfErrors(StompSession session, Subscription subscription) => subscription.Destination == Rejections.TargetOf(session, destinations);

    private Selector? SelectorOf(StompFrame frame)
    {
        if (frame.Headers["selector"] is not { } text) return null;
        if (text.Length <= options.Value.MaxSelectorLength) return Selector.Parse(text);
        throw Fault("selector", $"at most {options.Value.MaxSelectorLength} characters are allowed, got {text.Length}",
            nameof(StompOptions.MaxSelectorLength));
    }

    private static AckMode AckModeOf(StompFrame frame) => frame.Headers[StompHeaderNames.Ack] switch
    {
        null or "auto" => AckMode.Auto,
        "client" => AckMode.Client,
        "client-individual" => AckMode.ClientIndividual,
        _ => throw Fault(StompHeaderNames.Ack, "expected 'auto', 'client' or 'client-individual'", SubscribeRule),
    };

    // RabbitMQ's header; 0 is without limit there.
    private int PrefetchOf(StompFrame frame, AckMode ack)
    {
        if (frame.Headers["prefetch-count"] is not { } text) return ack == AckMode.Auto ? int.MaxValue : options.Value.DefaultPrefetchCount;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            throw Fault("prefetch-count", "expected a whole number of messages", SubscribeRule);
        return count == 0 ? int.MaxValue : count;
    }

    // 1.0 reads what it cannot write: a carriage return. Every message would fail on it.
    private static void ThrowIfUnfit(string header, string value, StompVersion version)
    {
        if (!StompWriter.CanWrite(StompCommand.Message, header, value, version))
            throw Fault(header, $"the value cannot be written in a MESSAGE of STOMP {version.ToWireName()}", SubscribeRule);
    }

    private static StompProtocolException Fault(string? header, string fault, string rule) => new("SUBSCRIBE", header, fault, rule);
}
