using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Broker.Queues;
using Stomp.Server.Broker.Selectors;
using Stomp.Server.Metrics;
using Stomp.Server.Sessions;

namespace Stomp.Server.Tests.Queues;

/// <summary>Whatever happens at a queue, nothing waits there that somebody with room wants.</summary>
public sealed class HandOutProperties
{
    private const int Steps = 2000;

    private static readonly string[] Colours = ["red", "blue", "green"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Nothing_waits_that_somebody_with_room_wants(int seed)
    {
        var random = new Random(seed);
        var queue = new MessageQueue("/queue/a", new QueueLimits(int.MaxValue, long.MaxValue, 0), new MemoryGauge(Options.Create(new StompOptions())),
            TestBroker.Services().GetRequiredService<ServerMeter>(), TimeProvider.System);
        var live = new HashSet<string>();
        var consumers = new List<Consumer>();
        for (var step = 0; step < Steps; step++)
        {
            switch (random.Next(8))
            {
                case <= 2:
                    Send(queue, live, $"{Colours[random.Next(3)]} {step}");
                    break;
                case 3 when consumers.Count < 5:
                    consumers.Add(queue.TryAdd(NewSubscription(random, step))!);
                    break;
                case 4 when consumers.Count > 0:
                    var gone = consumers[random.Next(consumers.Count)];
                    consumers.Remove(gone);
                    Assert.Empty(queue.Remove(gone));
                    break;
                case 5 or 6:
                    Answer(random, consumers, (consumer, deliveries) =>
                    {
                        foreach (var delivery in deliveries) live.Remove(delivery.Message.MessageId);
                        queue.Acknowledge(consumer, deliveries);
                    });
                    break;
                default:
                    Answer(random, consumers, (consumer, deliveries) => Assert.Empty(queue.Reject(consumer, deliveries, requeue: true)));
                    break;
            }

            Check(seed, step, queue, live, consumers);
        }
    }

    private static void Send(MessageQueue queue, HashSet<string> live, string id)
    {
        var headers = new StompHeaders { { "colour", id.Split(' ')[0] } };
        live.Add(id);
        Assert.True(queue.TryEnqueue(new QueuedMessage(StubSubscriber.Message("/queue/a") with { Headers = headers }, id)));
    }

    private static Subscription NewSubscription(Random random, int step) => new()
    {
        Id = $"{step}",
        Destination = "/queue/a",
        Version = StompVersion.V12,
        Outbox = new StubSubscriber("/queue/a").Outbox,
        Ack = AckMode.ClientIndividual,
        Prefetch = random.Next(1, 4),
        Selector = random.Next(4) is var colour && colour < 3 ? Selector.Parse($"colour = '{Colours[colour]}'") : null,
    };

    private static void Answer(Random random, List<Consumer> consumers, Action<Consumer, IReadOnlyList<Delivery>> answer)
    {
        if (consumers.Count == 0) return;
        var consumer = consumers[random.Next(consumers.Count)];
        var held = consumer.Unacknowledged.ToList();
        if (held.Count > 0) answer(consumer, [held[random.Next(held.Count)]]);
    }

    private static void Check(int seed, int step, MessageQueue queue, HashSet<string> live, List<Consumer> consumers)
    {
        Assert.Equal(live.Count, queue.Count);
        var waiting = live.Except(consumers.SelectMany(consumer => consumer.Unacknowledged).Select(delivery => delivery.Message.MessageId)).ToList();
        foreach (var consumer in consumers.Where(consumer => consumer.HasRoom))
        {
            var colour = consumer.Subscription.Selector is null ? null
                : Colours.Single(one => consumer.Subscription.Selector.Matches(new(new StompHeaders { { "colour", one } }, null, null)));
            Assert.True(waiting.TrueForAll(id => colour is not null && !id.StartsWith(colour, StringComparison.Ordinal)), $"Seed {seed}, step {step}: a message waits.");
        }
    }
}
