using System.Globalization;
using System.Text;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Tests;

/// <summary>Who writes, and when.</summary>
public sealed class OutboxFlusherTests
{
    [Fact]
    public void Nothing_is_lost_doubled_or_out_of_order_with_several_workers_and_publishers()
    {
        const int Publishers = 4, Messages = 2000;
        var flusher = new OutboxFlusher(workers: 4);
        var subscribers = Enumerable.Range(0, 2000).Select(_ => new StubSubscriber("/topic/a", flusher: flusher)).ToList();

        Parallel.For(0, Publishers, publisher =>
        {
            for (var i = 0; i < Messages; i++)
            {
                // Some in a turn with their neighbours, some by themselves.
                if (i % 3 == 0) flusher.BeginTurn();
                for (var one = publisher; one < subscribers.Count; one += 200) subscribers[one].Outbox.Enqueue(Frame(publisher, i));
                if (i % 3 == 1) flusher.EndTurn();
            }

            flusher.EndTurn();
        });

        foreach (var (subscriber, index) in subscribers.Select((subscriber, index) => (subscriber, index)))
        {
            var publisher = index % 200;
            var expected = publisher < Publishers ? Enumerable.Range(0, Messages).Select(i => Text(publisher, i)) : [];
            Assert.Equal(expected, subscriber.Frames.Select(frame => Encoding.UTF8.GetString(frame.Stomp.Span)));
        }
    }

    [Fact]
    public void What_a_thread_sends_in_one_turn_is_one_write()
    {
        var flusher = new OutboxFlusher(workers: 1);
        var subscriber = new StubSubscriber("/topic/a", flusher: flusher);

        Assert.True(flusher.BeginTurn());
        for (var i = 0; i < 10; i++) subscriber.Outbox.Enqueue(Frame(0, i));
        Assert.False(flusher.BeginTurn());
        Assert.Equal(0, subscriber.Written);
        flusher.EndTurn();

        Assert.Equal(10, subscriber.Frames.Count);
        Assert.Equal(1, subscriber.Writes);
    }

    [Fact]
    public void What_is_left_to_a_turns_end_is_done_once_also_when_it_has_turns_of_its_own()
    {
        var flusher = new OutboxFlusher(workers: 1);
        var done = new List<string>();
        Assert.True(flusher.BeginTurn());
        foreach (var name in (string[])["first", "second"]) Assert.True(flusher.TryDefer(() => WorkInTurn(name)));
        Assert.Empty(done);

        flusher.EndTurn();

        Assert.Equal(["first", "second", "more of first", "more of second"], done);
        Assert.False(flusher.TryDefer(() => { }));

        void WorkInTurn(string name)
        {
            done.Add(name);
            Assert.True(flusher.BeginTurn());
            flusher.TryDefer(() => done.Add($"more of {name}"));
            flusher.EndTurn();
        }
    }

    [Fact]
    public void A_turn_of_one_flusher_holds_nothing_of_another_up()
    {
        var flusher = new OutboxFlusher(workers: 1);
        var subscriber = new StubSubscriber("/topic/a");

        flusher.BeginTurn();
        subscriber.Outbox.Enqueue(Frame(0, 0));

        Assert.Single(subscriber.Frames);
        flusher.EndTurn();
    }

    private static EncodedFrame Frame(int publisher, int message) => EncodedFrame.Create(Encoding.UTF8.GetBytes(Text(publisher, message)), isText: true);

    private static string Text(int publisher, int message) => string.Create(CultureInfo.InvariantCulture, $"{publisher} {message}");
}
