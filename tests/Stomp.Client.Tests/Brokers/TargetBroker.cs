using Testing.Server;

namespace Stomp.Client.Tests.Brokers;

/// <summary>A broker that runs, and what is a fact of it. The values here are our own broker's: a derived class names what differs.</summary>
public abstract class TargetBroker(Uri address, string? missing)
{
    public Uri Address { get; } = address;

    /// <summary>A connection that is lost fails its test with the reason.</summary>
    public StompClientOptions Options { get; } = new() { Host = "/", Login = "guest", Passcode = "guest", Reconnect = StompReconnectOptions.Never };

    /// <summary>For many SENDs at once.</summary>
    public virtual StompClientOptions Flooding => Options;

    /// <summary>Whether CONNECT needs the right passcode, as the broker comes.</summary>
    public virtual bool ChecksPasscodes => false;

    /// <summary>Whether a connection ends with its first ERROR, as the specification has it.</summary>
    public virtual bool ErrorsEndTheConnection => true;

    /// <summary>Whether a connection that the broker ends gets neither an ERROR nor the RECEIPT of its DISCONNECT.</summary>
    public virtual bool EndsWithoutAWord => false;

    /// <summary>Whether an ERROR carries the <c>receipt-id</c> of the frame in fault.</summary>
    public virtual bool ErrorsNameTheFrame => true;

    /// <summary>What the body of an ERROR holds.</summary>
    public virtual string ErrorsExplain => "STOMP 1.2";

    /// <summary>Whether a SEND to a destination that begins with nothing known is refused.</summary>
    public virtual bool RefusesUnknownDestinations => true;

    /// <summary>Whether a second SUBSCRIBE of the same id is refused.</summary>
    public virtual bool RefusesSameSubscriptionId => true;

    /// <summary>Whether a second SUBSCRIBE of the same id ends the connection.</summary>
    public virtual bool SameSubscriptionIdEndsTheConnection => ErrorsEndTheConnection;

    /// <summary>Whether a SUBSCRIBE without an id is refused in 1.2.</summary>
    public virtual bool RefusesSubscribeWithoutId => true;

    /// <summary>Whether a second BEGIN of the same transaction is refused.</summary>
    public virtual bool RefusesSameTransactionId => true;

    /// <summary>Whether a SEND in a transaction gets its RECEIPT at once; else with the COMMIT.</summary>
    public virtual bool ConfirmsBeforeCommit => true;

    /// <summary>Whether an ACK is refused when its subscription has ended.</summary>
    public virtual bool RefusesAckAfterUnsubscribe => true;

    /// <summary>Whether the second ACK of a message ends the connection.</summary>
    public virtual bool SecondAckEndsTheConnection => ErrorsEndTheConnection;

    /// <summary>Most bytes of a body, as the broker comes; null for more than the scenarios send.</summary>
    public virtual int? MostBodyBytes => 64 * 1024;

    /// <summary>Whether a message that was NACKed is delivered again.</summary>
    public virtual bool DeliversAgainAfterNack => true;

    /// <summary>The same for a message of a topic.</summary>
    public virtual bool TopicDeliversAgainAfterNack => DeliversAgainAfterNack;

    /// <summary>Where a message goes that was NACKed for good; null when it is gone.</summary>
    public virtual string? DeadLetters => "/queue/dead-letter";

    /// <summary>Whether a NACK in mode <c>client</c> stands for the messages before it, too.</summary>
    public virtual bool NackIsCumulative => true;

    /// <summary>Whether a NACK may join a transaction.</summary>
    public virtual bool TransactsNack => true;

    /// <summary>Whether UNSUBSCRIBE gives back what was not acknowledged; else only the connection's end does.</summary>
    public virtual bool UnsubscribeGivesBack => true;

    /// <summary>How often a message is delivered before it is dead; null for without end.</summary>
    public virtual int? MaxDeliveries => 20;

    /// <summary>Whether the answers to a <c>reply-to</c> of <c>/temp-queue/x</c> come without a SUBSCRIBE.</summary>
    public virtual bool AnswersComeUnasked => true;

    /// <summary>Whether an answer to somebody who has gone is refused; else it is gone, too.</summary>
    public virtual bool RefusesAnswersToTheGone => false;

    /// <summary>Whether <c>selector</c> selects.</summary>
    public virtual bool HasSelectors => true;

    /// <summary>Whether a SUBSCRIBE to a queue with a selector is refused, though topics have them.</summary>
    public virtual bool RefusesSelectorsOfQueues => false;

    /// <summary>Whether <c>expires</c>, milliseconds since 1970, is understood.</summary>
    public virtual bool HasExpires => true;

    /// <summary>Whether <c>expiration</c>, milliseconds from now, is understood.</summary>
    public virtual bool HasExpiration => true;

    /// <summary>Between the segments of a topic that patterns know.</summary>
    public virtual string Separator => "/";

    /// <summary>Stands for any segments.</summary>
    public virtual string AnySegments => "**";

    /// <summary>Whether a topic keeps messages for a subscriber that was there before and asked for it.</summary>
    public virtual bool HasDurableSubscriptions => false;

    /// <summary>Whether a client that is silent for too long is told by an ERROR.</summary>
    public virtual bool TellsSilentClients => true;

    /// <summary>Connects, by another way where one is given.</summary>
    public async Task<StompClient> ConnectAsync(StompClientOptions? options = null, Uri? way = null)
    {
        Require();
        var client = new StompClient(way ?? Address, options ?? Options);
        await client.ConnectAsync().WaitAsync(StompTestClient.Patience);
        return client;
    }

    /// <summary>A way to the broker that can fail.</summary>
    public Relay OpenRelay()
    {
        Require();
        return new(Address);
    }

    /// <summary>Skips the test if the broker is missing.</summary>
    public void Require() => Requirement.Check(missing);
}
