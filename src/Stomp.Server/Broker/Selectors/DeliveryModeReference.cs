namespace Stomp.Server.Broker.Selectors;

/// <summary>JMS 2.0, 3.8.1.1: JMSDeliveryMode is 'PERSISTENT' or 'NON_PERSISTENT'. In STOMP it is the header <c>persistent</c>.</summary>
internal sealed class DeliveryModeReference() : HeaderReference("persistent")
{
    public override string Read(in SelectorMessage message) =>
        string.Equals(base.Read(message), "true", StringComparison.OrdinalIgnoreCase) ? "PERSISTENT" : "NON_PERSISTENT";
}
