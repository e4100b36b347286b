using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Broker.Queues;

namespace Stomp.Server.Sessions;

/// <summary>
/// Where a client gets its answers, as in RabbitMQ: a SEND whose <c>reply-to</c> is <c>/temp-queue/x</c> makes a queue that only this session
/// hears, under the subscription id <c>/temp-queue/x</c>, and tells the receiver the queue's own name.
/// </summary>
internal sealed class TemporaryQueues(QueueBroker queues, IMessageBroker broker, IOptions<StompOptions> options)
{
    public const string ReplyTo = "reply-to";
    public const string Prefix = "/temp-queue/";

    /// <summary>The headers with the queue's own name in them.</summary>
    public StompHeaders Resolve(StompSession session, StompHeaders headers)
    {
        if (broker.HasReplyQueues || headers[ReplyTo] is not { } name || !name.StartsWith(Prefix, StringComparison.Ordinal)) return headers;
        var address = Find(session, name) ?? Make(session, name);
        var resolved = new StompHeaders(headers.Count);
        foreach (ref readonly var header in headers.AsSpan()) resolved.Add(header.Key, header.Key == ReplyTo ? address : header.Value);
        return resolved;
    }

    private static string? Find(StompSession session, string name)
    {
        if (!session.Subscriptions.TryGetValue(name, out var subscription)) return null;
        return Destinations.IsReply(subscription.Destination)
            ? subscription.Destination
            : throw Fault("the session has a subscription of this id already");
    }

    private string Make(StompSession session, string name)
    {
        if (session.Subscriptions.Count >= options.Value.MaxSubscriptionsPerSession)
            throw Fault($"a session may have {options.Value.MaxSubscriptionsPerSession} subscriptions");
        // Nobody guesses it, so only who was told can answer.
        var address = $"{Destinations.ReplyPrefix}/{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        var subscription = new Subscription { Id = name, Destination = address, Version = session.Version, Outbox = session.Outbox };
        queues.Subscribe(subscription);
        session.Subscriptions.Add(subscription);
        return address;
    }

    private static StompProtocolException Fault(string fault) => new("SEND", ReplyTo, fault, "RabbitMQ's temporary queues");
}
