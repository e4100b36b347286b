using Stomp.Server.Broker;

namespace Stomp.Server.Relay;

/// <summary>How a broker wants to be spoken to, and what it adds by itself: destinations, patterns, headers.</summary>
internal abstract class BrokerDialect
{
    /// <summary>Stands before the name of a header that the broker would understand where nobody meant it to; taken off again at the other end.</summary>
    public const string Wrapped = "x-relay-";

    private const string TopicPrefix = "/topic/";
    private const string QueuePrefix = "/queue/";

    // No name begins like this: "~" is always followed by digits, a dot or the end.
    private const string OtherPrefix = "~~.";

    /// <summary>Begins the topics by which nodes talk to each other. It is the broker's name of none of ours, so nobody subscribes there.</summary>
    public const string NodesPrefix = TopicPrefix + "~nodes.";

    /// <summary>The broker's name.</summary>
    public abstract string Name { get; }

    /// <summary>Characters that mean something in its destinations.</summary>
    protected abstract string Special { get; }

    /// <summary>Most bytes of a name behind <c>/topic/</c> or <c>/queue/</c>.</summary>
    protected abstract int MaxNameBytes { get; }

    /// <summary>Stands for any segments in its patterns.</summary>
    protected abstract string AnySegments { get; }

    /// <summary>Whether that may stand elsewhere than at the end.</summary>
    protected abstract bool HasAnySegmentsInside { get; }

    /// <summary>Whether a NACK in mode <c>client</c> stands for the messages before it, too.</summary>
    public abstract bool NackIsCumulative { get; }

    /// <summary>Whether UNSUBSCRIBE gives back what was not acknowledged; else only the connection's end does.</summary>
    public abstract bool UnsubscribeGivesBack { get; }

    /// <summary>Whether the answers to a <c>reply-to</c> of <c>/temp-queue/x</c> come without a SUBSCRIBE.</summary>
    public abstract bool AnswersComeUnasked { get; }

    /// <summary>Whether <c>selector</c> selects.</summary>
    public abstract bool HasSelectors { get; }

    /// <summary>Chooses one.</summary>
    /// <param name="kind">What the options say.</param>
    /// <param name="server">The <c>server</c> header of the broker's CONNECTED.</param>
    /// <returns>Null when it is a broker that nobody here knows.</returns>
    public static BrokerDialect? Of(BrokerKind kind, string? server) => kind switch
    {
        BrokerKind.RabbitMq => new RabbitMqDialect(),
        BrokerKind.ActiveMq => new ActiveMqDialect(),
        _ when server?.StartsWith("RabbitMQ", StringComparison.OrdinalIgnoreCase) == true => new RabbitMqDialect(),
        _ when server?.StartsWith("ActiveMQ", StringComparison.OrdinalIgnoreCase) == true => new ActiveMqDialect(),
        _ => null,
    };

    /// <summary>Whether a destination begins like one of the broker's.</summary>
    public static bool IsMapped(string destination) => Destinations.IsReply(destination)
        || destination.StartsWith(QueuePrefix, StringComparison.Ordinal) || destination.StartsWith(TopicPrefix, StringComparison.Ordinal);

    /// <summary>Whether a SEND to the broker goes to somebody who asked.</summary>
    public static bool IsAnswer(StompFrame send) => send.Headers[StompHeaderNames.Destination] is { } destination
        && (Destinations.IsReply(destination) || destination.StartsWith("/remote-temp-queue/", StringComparison.Ordinal));

    /// <summary>A destination of ours as the broker's.</summary>
    /// <exception cref="MessageRejectedException">The broker can have none of that name.</exception>
    public string ToBroker(string destination)
    {
        if (Destinations.IsReply(destination)) return ReplyToBroker(destination);
        if (destination.StartsWith(QueuePrefix, StringComparison.Ordinal)) return QueuePrefix + Fit(Escape(destination[QueuePrefix.Length..]), destination);
        return TopicPrefix + Fit(TopicName(destination), destination);
    }

    /// <summary>A pattern of ours as the broker's.</summary>
    /// <exception cref="MessageRejectedException">The broker has no such patterns.</exception>
    public string PatternToBroker(string pattern)
    {
        var isOther = !pattern.StartsWith(TopicPrefix, StringComparison.Ordinal);
        var segments = pattern[(isOther ? 1 : TopicPrefix.Length)..].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            segments[i] = segments[i] switch
            {
                "*" => "*",
                "**" when isLast || HasAnySegmentsInside => AnySegments,
                "**" => throw NoPattern(pattern, "'**' is possible at the end only"),
                var segment when DestinationPattern.IsPattern(segment) => throw NoPattern(pattern, "a segment is '*', '**' or without wildcards"),
                var segment => Escape(segment),
            };
        }

        return TopicPrefix + Fit((isOther ? OtherPrefix : "") + string.Join('.', segments), pattern);
    }

    /// <summary>A destination of the broker's as ours.</summary>
    public virtual string FromBroker(string destination)
    {
        if (destination.StartsWith(QueuePrefix, StringComparison.Ordinal)) return QueuePrefix + NameEscapes.Unescape(destination.AsSpan(QueuePrefix.Length));
        if (!destination.StartsWith(TopicPrefix, StringComparison.Ordinal)) return destination;
        var name = destination.AsSpan(TopicPrefix.Length);
        return name.StartsWith(OtherPrefix) ? "/" + NameEscapes.Unescape(name[OtherPrefix.Length..]) : TopicPrefix + NameEscapes.Unescape(name);
    }

    /// <summary>Whether a header of a SEND must not reach the broker under its own name: it would do what its sender did not mean, or be a fault.</summary>
    public abstract bool MustWrap(string name, string value);

    /// <summary>Whether a header of a MESSAGE is the broker's own word.</summary>
    public abstract bool IsAdded(string name, string value);

    protected virtual string ReplyToBroker(string destination) => destination;

    private string TopicName(string destination) => destination.StartsWith(TopicPrefix, StringComparison.Ordinal)
        ? Escape(destination[TopicPrefix.Length..]) : OtherPrefix + Escape(destination[1..]);

    private string Escape(string name) => NameEscapes.Escape(name, Special);

    private string Fit(string name, string destination) => System.Text.Encoding.UTF8.GetByteCount(name) <= MaxNameBytes
        ? name
        : throw new MessageRejectedException($"{Name} takes at most {MaxNameBytes} bytes that name a destination: '{destination[..Math.Min(destination.Length, 64)]}…' has more.",
            "urn:stomp:destination-too-long");

    private MessageRejectedException NoPattern(string pattern, string why) =>
        new($"{Name} has no pattern like '{pattern}': {why}.", "urn:stomp:pattern-unsupported");
}
