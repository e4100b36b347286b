using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Broker;

namespace Stomp.Server.Tests;

/// <summary>What fan-out costs.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Subscribers_that_agree_share_one_frame()
    {
        var broker = TestBroker.New();
        var agreeing = Enumerable.Range(0, 10).Select(_ => new StubSubscriber("/topic/a")).ToList();
        var other = new StubSubscriber("/topic/a", "other");
        foreach (var subscriber in agreeing.Append(other)) broker.Subscribe(subscriber.Subscription);

        broker.Publish(StubSubscriber.Message("/topic/a"));

        Assert.Single(agreeing.Select(subscriber => Assert.Single(subscriber.Frames)).Distinct());
        Assert.NotSame(agreeing[0].Frames.Single(), Assert.Single(other.Frames));
    }

    [Fact]
    public async Task A_delivery_allocates_nothing()
    {
        var one = await BytesPerMessageAsync(subscribers: 1);
        var thousand = await BytesPerMessageAsync(subscribers: 1000);

        Assert.InRange(one, 1, 1000);
        Assert.Equal(one, thousand);
    }

    [Fact]
    public async Task Counting_deliveries_allocates_nothing()
    {
        var uncounted = await BytesPerMessageAsync(subscribers: 10);
        var counted = await BytesPerMessageAsync(subscribers: 10, isCounted: true);

        Assert.Equal(uncounted, counted);
    }

    private static async Task<long> BytesPerMessageAsync(int subscribers, bool isCounted = false)
    {
        const int Rounds = 5, Messages = 4;
        await using var services = TestBroker.Services();
        using var figures = isCounted ? new MeterRecorder(services) : null;
        var broker = services.GetRequiredService<InMemoryBroker>();
        var message = StubSubscriber.Message("/topic/a");
        // Outboxes with a write under way need nobody to be woken for them, so they are all that is looked at.
        var all = Enumerable.Range(0, subscribers).Select(_ => new StubSubscriber("/topic/a", reads: false)).ToList();
        all.ForEach(subscriber => broker.Subscribe(subscriber.Subscription));
        broker.Publish(message);
        await Eventually.TrueAsync(() => all.TrueForAll(subscriber => subscriber.Written == 1));
        // Their rings have room for 128 frames after this many.
        for (var i = 0; i < 70; i++) broker.Publish(message);

        // What the runtime allocates now and then for itself falls into one round or another.
        var bytes = Enumerable.Range(0, Rounds).Min(_ => BytesOf(() =>
        {
            for (var i = 0; i < Messages; i++) broker.Publish(message);
        })) / Messages;
        if (figures is not null) Assert.True(figures["stomp.server.delivered.messages"] >= Rounds * Messages * subscribers);
        return bytes;
    }

    private static long BytesOf(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
