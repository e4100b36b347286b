namespace Stomp.Server.Broker.Selectors;

/// <summary>
/// What the names of JMS stand for in STOMP, with the values of messages without them, as ActiveMQ has both. Other names,
/// those with JMSX among them, are the headers' own.
/// </summary>
internal static class JmsHeaders
{
    public static HeaderReference Find(string identifier) => identifier switch
    {
        "JMSCorrelationID" => new HeaderReference("correlation-id"),
        "JMSDeliveryMode" => new DeliveryModeReference(),
        "JMSDestination" => new HeaderReference(StompHeaderNames.Destination),
        "JMSExpiration" => new HeaderReference("expires", absent: "0"),
        "JMSMessageID" => new HeaderReference(StompHeaderNames.MessageId),
        "JMSPriority" => new HeaderReference("priority", absent: "4"),
        "JMSReplyTo" => new HeaderReference("reply-to"),
        "JMSTimestamp" => new HeaderReference("timestamp"),
        "JMSType" => new HeaderReference("type"),
        _ => new HeaderReference(identifier),
    };
}
