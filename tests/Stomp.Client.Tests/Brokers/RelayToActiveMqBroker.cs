namespace Stomp.Client.Tests.Brokers;

/// <summary>Our server with ActiveMQ behind it: frames are judged here, messages are kept there.</summary>
public sealed class RelayToActiveMqBroker(Uri address, string? missing) : TargetBroker(address, missing)
{
    public override bool DeliversAgainAfterNack => false;

    public override bool TopicDeliversAgainAfterNack => true;

    public override string? DeadLetters => "/queue/ActiveMQ/DLQ";

    public override bool NackIsCumulative => false;

    public override bool TransactsNack => false;

    public override int? MaxDeliveries => null;

    public override bool HasExpiration => false;
}
