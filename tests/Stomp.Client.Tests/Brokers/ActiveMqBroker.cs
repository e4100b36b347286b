namespace Stomp.Client.Tests.Brokers;

/// <summary>What differs in ActiveMQ 5.17.</summary>
public sealed class ActiveMqBroker(Uri address, string? missing) : TargetBroker(address, missing)
{
    public override bool ErrorsEndTheConnection => false;

    public override string ErrorsExplain => "at org.apache.activemq";

    public override bool RefusesUnknownDestinations => false;

    public override bool RefusesSameSubscriptionId => false;

    public override bool RefusesAckAfterUnsubscribe => false;

    public override int? MostBodyBytes => null;

    public override bool DeliversAgainAfterNack => false;

    public override string? DeadLetters => "/queue/ActiveMQ.DLQ";

    public override bool NackIsCumulative => false;

    public override bool TransactsNack => false;

    public override int? MaxDeliveries => null;

    public override bool AnswersComeUnasked => false;

    public override bool RefusesAnswersToTheGone => true;

    public override bool HasExpiration => false;

    public override string Separator => ".";

    public override string AnySegments => ">";

    public override bool HasDurableSubscriptions => true;

    public override bool TellsSilentClients => false;
}
