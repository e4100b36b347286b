using System.Globalization;

namespace Stomp.Server.Relay;

/// <summary>RabbitMQ: a topic is a routing key of the exchange <c>amq.topic</c>, and the headers of a SEND are properties of AMQP and arguments of queues.</summary>
internal sealed class RabbitMqDialect : BrokerDialect
{
    // rabbit_stomp takes these for the arguments of the queue that a SEND may make; what differs from the queue's own closes the channel, and the connection with it.
    private static readonly string[] QueueArguments =
        ["x-dead-letter", "x-expires", "x-message-ttl", "x-max-", "x-overflow", "x-queue-", "x-single-active", "x-ha-", "x-stream-max", "x-stream-filter"];

    public override string Name => "RabbitMQ";

    public override bool NackIsCumulative => true;

    public override bool UnsubscribeGivesBack => false;

    public override bool AnswersComeUnasked => true;

    public override bool HasSelectors => false;

    // "*" and "#" are wildcards of a binding key, "%" begins an escape of the plugin's own.
    protected override string Special => "*#%";

    // AMQP 0-9-1, 4.2.5.3: a short string.
    protected override int MaxNameBytes => 255;

    protected override string AnySegments => "#";

    protected override bool HasAnySegmentsInside => true;

    // The plugin writes what is not ASCII as %XX.
    public override string FromBroker(string destination) =>
        base.FromBroker(destination.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(destination) : destination);

    public override bool MustWrap(string name, string value) => name switch
    {
        // Each is checked, and a value that does not fit closes the connection.
        "expiration" => !uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "priority" => !byte.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "timestamp" => !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "type" or "correlation-id" or "content-encoding" => value.Length > 80,
        // The login of the connection, or a fault.
        "user-id" or "amqp-message-id" or "app-id" or "cluster-id" => true,
        // More receivers; arguments of queues.
        "CC" or "BCC" or "durable" or "auto-delete" or "exclusive" or "mandatory" or "immediate" => true,
        _ => name.Length > 200 || (name.StartsWith("x-", StringComparison.Ordinal) && Array.Exists(QueueArguments, argument => name.StartsWith(argument, StringComparison.Ordinal))),
    };

    public override bool IsAdded(string name, string value) => name is "x-original-exchange" or "x-original-routing-key";
}
