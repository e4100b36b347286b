using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Stomp.Server.Broker;

namespace Stomp.Server.Tests;

/// <summary>Several threads in the broker at once, with the rules that hold whatever their interleaving.</summary>
public sealed class BrokerConcurrencyTests
{
    private const int Topics = 4;

    private sealed record Plan(int Publishers, int Churners, int Messages, bool WithPatterns, int Seed);

    [Fact]
    public void Nothing_is_lost_doubled_or_late_and_all_is_freed()
    {
        var plans = from publishers in Gen.Choose(1, 3)
                    from churners in Gen.Choose(1, 3)
                    from messages in Gen.Choose(50, 400)
                    from withPatterns in Gen.Elements(true, false)
                    from seed in Gen.Choose(0, int.MaxValue)
                    select new Plan(publishers, churners, messages, withPatterns, seed);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30).WithQuietOnSuccess(true), Prop.ForAll(Arb.From(plans, _ => []), Run));
    }

    private static void Run(Plan plan)
    {
        var broker = TestBroker.New();
        var stable = Enumerable.Range(0, Topics).Select(i => new StubSubscriber($"/topic/{i}")).ToList();
        var patterns = plan.WithPatterns ? new List<StubSubscriber> { new("/topic/**"), new("/topic/?", "p") } : [];
        foreach (var subscriber in stable.Concat(patterns)) broker.Subscribe(subscriber.Subscription);
        var failures = new List<string>();

        InParallel([
            .. Enumerable.Range(0, plan.Publishers).Select<int, Action>(id => () => Publish(broker, plan, id)),
            .. Enumerable.Range(0, plan.Churners).Select<int, Action>(id => () => Churn(broker, plan, new Random(plan.Seed + id), failures)),
        ]);

        Assert.Empty(failures);
        for (var topic = 0; topic < Topics; topic++) AssertWhole(stable[topic].Bodies, plan, [topic]);
        foreach (var pattern in patterns) AssertWhole(pattern.Bodies, plan, [.. Enumerable.Range(0, Topics)]);
        foreach (var topic in Enumerable.Range(0, Topics))
        {
            // All who listen to a topic see it in one order.
            foreach (var pattern in patterns)
                Assert.Equal(stable[topic].Bodies.Where(body => body.Contains(' ', StringComparison.Ordinal)), pattern.Bodies.Where(body => body.StartsWith($"{topic} ", StringComparison.Ordinal)));
        }

        foreach (var subscriber in stable.Concat(patterns)) broker.Unsubscribe(subscriber.Subscription);
        Assert.Equal(0, broker.TopicCount);
    }

    private static void Publish(InMemoryBroker broker, Plan plan, int publisher)
    {
        for (var i = 0; i < plan.Messages; i++)
        {
            for (var topic = 0; topic < Topics; topic++)
                broker.Publish(StubSubscriber.Message($"/topic/{topic}", string.Create(CultureInfo.InvariantCulture, $"{topic} {publisher} {i}")));
            // Topics that only patterns hold, given up and made anew.
            if (plan.WithPatterns && i % 8 == 0) broker.Publish(StubSubscriber.Message($"/topic/x{publisher}{i}/y", "x"));
        }
    }

    private static void Churn(InMemoryBroker broker, Plan plan, Random random, List<string> failures)
    {
        for (var i = 0; i < plan.Messages; i++)
        {
            var topic = random.Next(Topics + 2);
            var name = plan.WithPatterns && random.Next(3) == 0 ? "/topic/*" : $"/topic/{topic}";
            var guest = new StubSubscriber(name, $"g{random.Next(3)}");
            broker.Subscribe(guest.Subscription);
            if (random.Next(2) == 0) broker.Publish(StubSubscriber.Message("/topic/own", "own"));
            if (topic >= Topics) broker.Publish(StubSubscriber.Message($"/topic/{topic}", "own"));
            broker.Unsubscribe(guest.Subscription);
            var after = guest.Frames.Count;
            broker.Publish(StubSubscriber.Message(name.Replace('*', '5'), "late"));
            lock (failures)
            {
                // Every publisher's message is its own; what the churners say is not.
                var published = guest.Bodies.Where(body => body.Contains(' ', StringComparison.Ordinal)).ToList();
                if (published.Distinct().Count() != published.Count) failures.Add("doubled");
                if (guest.Frames.Count != after) failures.Add("late");
                if (name == $"/topic/{topic}" && topic >= Topics && !guest.Bodies.Contains("own")) failures.Add("lost its own");
            }
        }
    }

    private static void AssertWhole(IEnumerable<string> bodies, Plan plan, int[] topics)
    {
        var seen = bodies.Where(body => body.Contains(' ', StringComparison.Ordinal)).ToList();
        Assert.Equal(topics.Length * plan.Publishers * plan.Messages, seen.Count);
        foreach (var topic in topics)
        {
            for (var publisher = 0; publisher < plan.Publishers; publisher++)
            {
                var own = seen.Where(body => body.StartsWith($"{topic} {publisher} ", StringComparison.Ordinal));
                Assert.Equal(Enumerable.Range(0, plan.Messages).Select(i => $"{topic} {publisher} {i}"), own);
            }
        }
    }

    private static void InParallel(Action[] actions)
    {
        var threads = actions.Select(action => new Thread(() => action())).ToList();
        threads.ForEach(thread => thread.Start());
        Assert.All(threads, thread => Assert.True(thread.Join(StompTestClient.Patience)));
    }
}
