using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Relay;

/// <summary>Gives sessions connections of their own, and ends them with the session.</summary>
internal sealed partial class SessionUpstreams(UpstreamClients clients, BrokerLink link, Rejections rejections, IOptions<BrokerRelayOptions> options,
    IOptions<StompOptions> stomp, ILogger<SessionUpstreams> logger)
{
    private int _count;

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The session's, made if there is none yet.</summary>
    /// <exception cref="MessageRejectedException">It is not known what broker there is.</exception>
    public async ValueTask<SessionUpstream> OfAsync(StompSession session)
    {
        if (session.Upstream is { } there) return there;
        var dialect = await link.WhenDialectAsync();
        Interlocked.Increment(ref _count);
        return session.Upstream = new(session, clients.MakeForSession(), link, dialect, this, logger);
    }

    /// <summary>The answers to a <c>reply-to</c> of a session have a subscription, made with the first that asks for them.</summary>
    /// <exception cref="StompProtocolException">Its id is taken, or the session has too many.</exception>
    public async ValueTask<SessionUpstream> OfAnswersAsync(StompSession session, string name)
    {
        var upstream = await OfAsync(session);
        if (session.Subscriptions.TryGetValue(name, out var subscription))
            return Destinations.IsReply(subscription.Destination) ? upstream : throw Fault("the session has a subscription of this id already");
        if (session.Subscriptions.Count >= stomp.Value.MaxSubscriptionsPerSession)
            throw Fault($"a session may have {stomp.Value.MaxSubscriptionsPerSession} subscriptions");
        subscription = new() { Id = name, Destination = $"{Destinations.ReplyPrefix}{name}", Version = session.Version, Outbox = session.Outbox };
        await upstream.SubscribeToAnswersAsync(subscription);
        session.Subscriptions.Add(subscription);
        return upstream;
    }

    /// <summary>Ends a session's connection, which gives back what it holds.</summary>
    public async Task EndAsync(StompSession session)
    {
        if (session.Upstream is not { } upstream) return;
        session.Upstream = null;
        try
        {
            await upstream.DisposeAsync();
        }
        catch (Exception e)
        {
            LogNotClosed(e);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>A session's connection was lost.</summary>
    public void OnLost(StompSession session)
    {
        if (session.IsClosing) return;
        if (options.Value.WhenUnavailable == BrokerLossPolicy.DisconnectClients) BrokerLink.Disconnect(session);
        else rejections.TryTell(session, new MessageRejectedException("The broker went away. What you hold is delivered again when it is back.", RelayFaults.UnavailableType));
    }

    private static StompProtocolException Fault(string fault) => new("SEND", TemporaryQueues.ReplyTo, fault, "RabbitMQ's temporary queues");

    [LoggerMessage(Level = LogLevel.Warning, Message = "A session's connection to the broker was not closed well")]
    private partial void LogNotClosed(Exception exception);
}
