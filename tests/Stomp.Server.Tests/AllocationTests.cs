using Stomp.Server.Broker;

namespace Stomp.Server.Tests;

/// <summary>What fan-out costs.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Subscribers_that_agree_share_one_frame()
    {
        var broker = new InMemoryBroker();
        var agreeing = Enumerable.Range(0, 10).Select(_ => new StubSubscriber("/topic/a")).ToList();
        var other = new StubSubscriber("/topic/a", "other");
        foreach (var subscriber in agreeing.Append(other)) broker.Subscribe(subscriber.Subscription);

        broker.Publish(StubSubscriber.Message("/topic/a"));

        Assert.Single(agreeing.Select(subscriber => Assert.Single(subscriber.Frames)).Distinct());
        Assert.NotSame(agreeing[0].Frames.Single(), Assert.Single(other.Frames));
    }

    [Fact]
    public void A_delivery_allocates_nothing()
    {
        var one = BytesPerMessage(subscribers: 1);
        var thousand = BytesPerMessage(subscribers: 1000);

        Assert.InRange(one, 1, 1000);
        // A queue of work items grows by segments now and then: less than a byte for each delivery.
        Assert.InRange(thousand - one, -999, 999);
    }

    private static long BytesPerMessage(int subscribers)
    {
        const int Messages = 20;
        var broker = new InMemoryBroker();
        var message = StubSubscriber.Message("/topic/a");
        // An outbox that is being written already schedules nothing, so its ring is all there is.
        var all = Enumerable.Range(0, subscribers).Select(_ => new BlockedOutbox("/topic/a")).ToList();
        all.ForEach(subscriber => broker.Subscribe(subscriber.Subscription));
        for (var i = 0; i < 3 * Messages; i++) broker.Publish(message);

        all.ForEach(subscriber => subscriber.MakeRoom());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Messages; i++) broker.Publish(message);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Messages;
    }
}
