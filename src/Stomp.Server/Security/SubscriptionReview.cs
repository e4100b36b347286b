using Stomp.Server.Broker;
using Stomp.Server.Controllers;
using Stomp.Server.Sessions;

namespace Stomp.Server.Security;

/// <summary>
/// Looks again at what a session is subscribed to when its credentials are renewed: they may say less than the old ones did. What is not open to the
/// client any more ends, and the client is told.
/// </summary>
internal sealed class SubscriptionReview(DestinationAuthorization authorization, SubscriptionHandler subscriptions, ControllerDispatcher controllers,
    Destinations destinations, Rejections rejections)
{
    private const string Text = "The subscription has ended: its destination is not open to you any more.";
    private const string Type = "urn:stomp:subscription-ended";

    public async ValueTask ReviewAsync(StompSession session)
    {
        List<StompFrame> ended = [];
        foreach (var subscription in session.Subscriptions.Snapshot())
        {
            // Answers come to whoever asked: no rule speaks of them.
            if (Destinations.IsReply(subscription.Destination)) continue;
            var frame = FrameOf(subscription);
            if (await IsOpenAsync(session, frame) || await subscriptions.EndAsync(session, subscription.Id) is null) continue;
            ended.Add(frame);
            await session.TellUnsubscribedAsync(subscription);
        }

        // Behind all of them: where the client listens for refusals may be one.
        foreach (var frame in ended) rejections.Tell(session, frame, new MessageRejectedException(Text, Type), withReceipt: false);
    }

    private async ValueTask<bool> IsOpenAsync(StompSession session, StompFrame frame)
    {
        var destination = frame.Headers[StompHeaderNames.Destination]!;
        try
        {
            var access = authorization.IsActive ? await authorization.CheckAsync(session, StompCommand.Subscribe, destination) : Access.ByDefault;
            if (destinations.PathStart(destination) is >= 0 and var pathStart) return await controllers.MayKeepAsync(session, frame, destination, pathStart);
            destinations.ResolveSubscription(session, destination, access);
            return true;
        }
        catch (Exception e) when (e is MessageRejectedException or StompProtocolException)
        {
            return false;
        }
    }

    /// <summary>What the client would send to subscribe anew.</summary>
    private static StompFrame FrameOf(Subscription subscription)
    {
        var headers = new StompHeaders(2);
        headers.Add(StompHeaderNames.Id, subscription.Id);
        headers.Add(StompHeaderNames.Destination, subscription.ShownDestination ?? subscription.Destination);
        return new(StompCommand.Subscribe, headers);
    }
}
