using System.Globalization;
using Stomp.Server.Broker;

namespace Stomp.Server.Relay;

/// <summary>ActiveMQ Classic: destinations, headers and temporary queues of JMS.</summary>
internal sealed class ActiveMqDialect : BrokerDialect
{
    private const string RemoteReply = "/remote-temp-queue/";

    public override string Name => "ActiveMQ";

    public override bool NackIsCumulative => false;

    public override bool UnsubscribeGivesBack => true;

    public override bool AnswersComeUnasked => false;

    public override bool HasSelectors => true;

    // "*" and ">" are wildcards, "," separates several destinations, "?" begins a destination's options, ":" stands in "queue://".
    protected override string Special => "*>,?:%";

    protected override int MaxNameBytes => 1024;

    protected override string AnySegments => ">";

    protected override bool HasAnySegmentsInside => false;

    public override string FromBroker(string destination) => destination.StartsWith(RemoteReply, StringComparison.Ordinal)
        ? $"{Destinations.ReplyPrefix}/{destination[RemoteReply.Length..]}" : base.FromBroker(destination);

    public override bool MustWrap(string name, string value) => name switch
    {
        "expires" => !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "priority" => value is not [>= '0' and <= '9'],
        // It would be made into another body.
        "transformation" or "amq-msg-type" => true,
        // JMS has timestamps of its own.
        "timestamp" or "original-destination" => true,
        _ => name.StartsWith("AMQ_SCHEDULED", StringComparison.Ordinal) || name.StartsWith("JMSX", StringComparison.Ordinal),
    };

    public override bool IsAdded(string name, string value) => name switch
    {
        "expires" => value == "0",
        "priority" => value == "4",
        _ => name is "timestamp" or "original-destination" or "originalDestination" or "browser" or "transformation-error" or "JMSXUserID",
    };

    protected override string ReplyToBroker(string destination) => RemoteReply + destination[(Destinations.ReplyPrefix.Length + 1)..];
}
