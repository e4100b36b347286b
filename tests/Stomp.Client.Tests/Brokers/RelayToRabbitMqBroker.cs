namespace Stomp.Client.Tests.Brokers;

/// <summary>Our server with RabbitMQ behind it: frames are judged here, messages are kept there.</summary>
public sealed class RelayToRabbitMqBroker(Uri address, string? missing) : TargetBroker(address, missing)
{
    public override string? DeadLetters => null;

    public override int? MaxDeliveries => null;

    public override bool RefusesSelectorsOfQueues => true;

    public override bool HasExpires => false;
}
