using Microsoft.Extensions.Options;
using Stomp.Server.Broker;

namespace Stomp.Server.Controllers;

/// <summary>Sends what a method returns to the one subscription that asked for it, past the broker.</summary>
internal sealed class SubscriptionReply(PayloadEncoder encoder, MessageIds ids, IOptions<StompOptions> stomp, ReplyOptions options)
{
    // Each wait leaves a timer behind until it is over.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    public ValueTask SendAsync<T>(ControllerInvocation invocation, T result)
    {
        var subscription = invocation.Subscription!;
        var message = encoder.Encode(subscription.Destination, result, options.For(invocation));
        var frame = MessageEncoder.EncodeDelivery(message, ids.Next(), subscription, ackId: null);
        invocation.Session.Meter.Deliver(1);
        if (invocation.Stream is { } stream) return SendAsync(stream, subscription, frame);
        subscription.Outbox.Enqueue(frame);
        return default;
    }

    /// <summary>A stream is as fast as its subscriber: it waits until there is room.</summary>
    private async ValueTask SendAsync(RunningStream stream, Subscription subscription, EncodedFrame frame)
    {
        var outbox = subscription.Outbox;
        var half = stomp.Value.MaxQueuedBytes / 2;
        while (outbox.QueuedBytes > half && !stream.Token.IsCancellationRequested) await outbox.WaitForRoomAsync(LongestWait, stream.Token);
        // What does not fit into the other half waits for the whole.
        if (frame.Length > half) await outbox.WhenDrainedAsync().WaitAsync(stream.Token);
        stream.Enqueue(outbox, frame);
    }
}
