namespace Stomp.Client.Tests.Brokers;

/// <summary>What differs in RabbitMQ 3.10.</summary>
public sealed class RabbitMqBroker(Uri address, string? missing) : TargetBroker(address, missing)
{
    // Its heart-beater does not know the message "resume" of a connection that was slowed down, and ends it.
    public override StompClientOptions Flooding => Options with { HeartBeatOutgoing = TimeSpan.Zero, HeartBeatIncoming = TimeSpan.Zero };

    public override bool ChecksPasscodes => true;

    public override bool ErrorsEndTheConnection => false;

    // It closes the WebSocket with 1000, "STOMP died".
    public override bool EndsWithoutAWord => Address.Scheme == "ws";

    public override bool ErrorsNameTheFrame => false;

    public override string ErrorsExplain => "UNSUBSCRIBE must refer to an existing subscription";

    public override bool SameSubscriptionIdEndsTheConnection => true;

    public override bool RefusesSubscribeWithoutId => false;

    public override bool RefusesSameTransactionId => false;

    public override bool ConfirmsBeforeCommit => false;

    public override bool SecondAckEndsTheConnection => true;

    public override int? MostBodyBytes => null;

    public override string? DeadLetters => null;

    public override bool UnsubscribeGivesBack => false;

    public override int? MaxDeliveries => null;

    public override bool HasSelectors => false;

    public override bool HasExpires => false;

    public override string Separator => ".";

    public override string AnySegments => "#";

    public override bool HasDurableSubscriptions => true;

    public override bool TellsSilentClients => false;
}
