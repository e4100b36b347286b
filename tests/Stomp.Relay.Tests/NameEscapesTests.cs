using FsCheck;
using FsCheck.Fluent;
using Stomp.Server;
using Stomp.Server.Relay;

namespace Stomp.Relay.Tests;

/// <summary>Names are mapped both ways without loss.</summary>
public sealed class NameEscapesTests
{
    [Theory]
    [InlineData("/topic/public/room1", "/topic/public.room1")]
    [InlineData("/topic/a.b", "/topic/a~2Eb")]
    [InlineData("/topic/a//b/", "/topic/a.~.b.~")]
    [InlineData("/queue/a/b", "/queue/a.b")]
    [InlineData("/rooms/a", "/topic/~~.rooms.a")]
    [InlineData("/topic/방", "/topic/방")]
    public void A_name_is_readable_at_the_broker(string ours, string theirs)
    {
        foreach (var kind in (BrokerKind[])[BrokerKind.RabbitMq, BrokerKind.ActiveMq])
        {
            var dialect = BrokerDialect.Of(kind, null)!;
            Assert.Equal((theirs, ours), (dialect.ToBroker(ours), dialect.FromBroker(theirs)));
        }
    }

    [Theory]
    [InlineData("/topic/a/*", "/topic/a.*", "/topic/a.*")]
    [InlineData("/topic/a.b/**", "/topic/a~2Eb.#", "/topic/a~2Eb.>")]
    [InlineData("/rooms/*/x", "/topic/~~.rooms.*.x", "/topic/~~.rooms.*.x")]
    public void A_pattern_is_one_of_the_brokers(string ours, string rabbitMq, string activeMq) =>
        Assert.Equal((rabbitMq, activeMq), (new RabbitMqDialect().PatternToBroker(ours), new ActiveMqDialect().PatternToBroker(ours)));

    [Fact]
    public void What_a_broker_cannot_match_is_told()
    {
        Assert.Throws<MessageRejectedException>(() => new RabbitMqDialect().PatternToBroker("/topic/a?"));
        Assert.Throws<MessageRejectedException>(() => new ActiveMqDialect().PatternToBroker("/topic/**/a"));
        Assert.Equal("/topic/#.a", new RabbitMqDialect().PatternToBroker("/topic/**/a"));
    }

    [Fact]
    public void Every_name_comes_back()
    {
        string[] odd = ["/", ".", "~", "%", "#", "*", ">", "?", ",", ":", " ", "7E", "방", "😀", "a"];
        var names = Gen.Elements(odd).ArrayOf().Select(string.Concat).ToArbitrary();
        Prop.ForAll(names, name =>
        {
            var escaped = NameEscapes.Escape(name, "*>#,?:%");
            Assert.Equal(name, NameEscapes.Unescape(escaped));
            Assert.DoesNotContain(escaped, one => "/#>,?*%: ".Contains(one, StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();
    }
}
