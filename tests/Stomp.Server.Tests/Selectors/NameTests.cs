namespace Stomp.Server.Tests.Selectors;

/// <summary>JMS 2.0, 3.8.1.1: names and what they stand for.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("color = 'blue'", "Color=blue", null)]
    [InlineData("COLOR = 'blue'", "COLOR=blue", true)]
    [InlineData("color = 'Blue'", "color=blue", false)]
    [InlineData("$a_1$ = 1 AND _b = 2", "$a_1$=1;_b=2", true)]
    [InlineData("größe = 1 AND цена = 2 AND €x = 3", "größe=1;цена=2;€x=3", true)]
    [InlineData("𝒳1 = 1", "𝒳1=1", true)]
    [InlineData("not_null = 1 AND inside = 2 AND order = 3", "not_null=1;inside=2;order=3", true)]
    [InlineData("a bEtWeEn 1 aNd 2 anD b is Not nUll Or FaLsE", "a=1;b=", true)]
    [InlineData("\"content-type\" = 'text/plain'", "", true)]
    [InlineData("\"content-type\" LIKE 'text/%'", "", true)]
    [InlineData("destination = '/topic/news'", "", true)]
    [InlineData("\"message-id\" = 'm-1'", "", true)]
    [InlineData("\"x-a \"\"b\"\"\" = 1", "x-a \"b\"=1", true)]
    [InlineData("\"in\" = 1 AND \"NOT\" = 2", "in=1;NOT=2", true)]
    [InlineData("a-b = 1", "a-b=5;a=3;b=2", true)]
    [InlineData("\"a-b\" = 5", "a-b=5;a=3;b=2", true)]
    [InlineData("JMSCorrelationID = 'c'", "correlation-id=c", true)]
    [InlineData("JMSMessageID = 'm-1'", "", true)]
    [InlineData("JMSDestination = '/topic/news'", "", true)]
    [InlineData("JMSReplyTo = '/queue/r'", "reply-to=/queue/r", true)]
    [InlineData("JMSTimestamp > 1000", "timestamp=1001", true)]
    [InlineData("JMSTimestamp IS NULL", "", true)]
    [InlineData("JMSType = 'car'", "type=car", true)]
    [InlineData("JMSType = 'car'", "JMSType=car", null)]
    [InlineData("\"JMSType\" = 'car'", "JMSType=car", true)]
    [InlineData("JMSExpiration = 0", "", true)]
    [InlineData("JMSExpiration > 0", "expires=99", true)]
    [InlineData("JMSPriority = 4", "", true)]
    [InlineData("JMSPriority > 4", "priority=9", true)]
    [InlineData("priority IS NULL", "", true)]
    [InlineData("JMSDeliveryMode = 'PERSISTENT'", "persistent=true", true)]
    [InlineData("JMSDeliveryMode = 'NON_PERSISTENT'", "persistent=false", true)]
    [InlineData("JMSDeliveryMode = 'NON_PERSISTENT'", "", true)]
    [InlineData("JMSXGroupID = 'g'", "JMSXGroupID=g", true)]
    [InlineData("destination = '/topic/news'", "destination=/topic/forged", true)]
    public void Is_worth(string expression, string headers, bool? expected) =>
        Assert.Equal(expected, SelectorRun.Truth(expression, SelectorRun.Message(headers)));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    public void An_empty_selector_takes_every_message(string expression) =>
        Assert.True(Broker.Selectors.Selector.Parse(expression).Matches(SelectorRun.Message("")));

    [Fact]
    public void ActiveMQ_s_prefix_for_converting_selectors_says_nothing_new() =>
        Assert.True(Broker.Selectors.Selector.Parse("convert_string_expressions:a > 5").Matches(SelectorRun.Message("a=6")));

    [Fact]
    public void A_message_without_headers_has_none()
    {
        var selector = Broker.Selectors.Selector.Parse("a IS NULL AND \"content-type\" IS NULL");
        Assert.True(selector.Matches(new(null, "/topic/a", null)));
    }
}
