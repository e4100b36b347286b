using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Stomp.Server.Broker;

namespace Stomp.Server;

/// <summary>How the server speaks STOMP: destinations, limits and deadlines. Checked when the application starts.</summary>
public sealed class StompOptions
{
    /// <summary>
    /// Prefixes of destinations that message controllers handle; the prefix is cut off before a mapping is looked up.
    /// Defaults to <c>/app</c>. A prefix matches whole segments: <c>/app</c> takes <c>/app/x</c>, not <c>/apple</c>.
    /// </summary>
    public IList<string> ApplicationPrefixes { get; set; } = ["/app"];

    /// <summary>Prefixes of destinations that the broker handles. Defaults to <c>/topic</c> and <c>/queue</c>.</summary>
    public IList<string> BrokerPrefixes { get; set; } = ["/topic", "/queue"];

    /// <summary>
    /// Prefix of user destinations. Defaults to <c>/user</c>: who subscribes to <c>/user/queue/errors</c> gets what is sent to that
    /// session or user alone.
    /// </summary>
    [Required]
    public string UserPrefix { get; set; } = "/user";

    /// <summary>
    /// Where a client sends fresh credentials, in the headers of a SEND as in those of CONNECT, so that its session goes on when the
    /// old ones expire. Its receipt says that they were accepted. Defaults to <c>/authenticate</c>.
    /// </summary>
    [Required]
    public string AuthenticationDestination { get; set; } = "/authenticate";

    /// <summary>
    /// Whether clients may SEND straight to the broker's destinations, past the controllers. Defaults to false;
    /// true is what Spring does unless its security module forbids it.
    /// </summary>
    public bool AllowSendToBroker { get; set; }

    /// <summary>
    /// Whether clients may SEND to other users, at <c>/user/{name}/queue/x</c>: all sessions of that user get it that are subscribed to
    /// <c>/user/queue/x</c>. A <c>/</c> in a name is written <c>%2F</c>; for who is anonymous the name is the session's id. Defaults to false; true
    /// is what Spring does.
    /// </summary>
    public bool AllowSendToUsers { get; set; }

    /// <summary>
    /// Whether clients may SUBSCRIBE to patterns: <c>?</c> is one character, <c>*</c> any within a segment, <c>**</c> any segments.
    /// Defaults to false; true is what Spring does.
    /// </summary>
    public bool AllowPatternSubscriptions { get; set; }

    /// <summary>
    /// Opens what Spring leaves open without its security module, for applications that come from there: SENDs to the broker's destinations and
    /// to <c>/user/{name}/queue/x</c>, and pattern subscriptions, for everybody. Defaults to false. Rules of
    /// <see cref="DestinationPolicies"/> still hold.
    /// </summary>
    public bool OpenLikeSpring { get; set; }

    /// <summary>How clients are told that a message or a subscription was refused. Defaults to a message if they listen for it, else an ERROR.</summary>
    public RefusalReply Refusals { get; set; }

    /// <summary>Most bytes of one frame from a client. Defaults to 65,536 (64 KiB), Spring's message size limit.</summary>
    [Range(1024, 1 << 30)]
    public int MaxFrameBytes { get; set; } = 64 * 1024;

    /// <summary>Most bytes of one body from a client. Defaults to 65,536 (64 KiB); a frame's limit holds beside it.</summary>
    [Range(1, 1 << 30)]
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>Most headers of one frame. Defaults to 100, as RabbitMQ's.</summary>
    [Range(10, 10_000)]
    public int MaxHeaders { get; set; } = 100;

    /// <summary>Most bytes of one header line. Defaults to 10,240 (10 KiB), as ActiveMQ's.</summary>
    [Range(128, 1 << 20)]
    public int MaxHeaderLineBytes { get; set; } = 10 * 1024;

    /// <summary>Most subscriptions of one session. Defaults to 1,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxSubscriptionsPerSession { get; set; } = 1000;

    /// <summary>
    /// Most bytes waiting to be written to one session; one that falls further behind is cut. Defaults to 524,288 (512 KiB),
    /// Spring's sendBufferSizeLimit.
    /// </summary>
    [Range(1024, 1 << 30)]
    public int MaxQueuedBytes { get; set; } = 512 * 1024;

    /// <summary>Most frames waiting to be written to one session, beside <see cref="MaxQueuedBytes"/>. Defaults to 10,000.</summary>
    [Range(10, 10_000_000)]
    public int MaxQueuedFrames { get; set; } = 10_000;

    /// <summary>
    /// Most bytes waiting in all sessions and queues together: beyond it SENDs wait, and nothing is lost. Defaults to 1,073,741,824 (1 GiB).
    /// </summary>
    [Range(1L << 16, 1L << 40)]
    public long MaxTotalQueuedBytes { get; set; } = 1L << 30;

    /// <summary>
    /// What happens to slow consumers, by topic; the first rule that matches counts. Empty by default: they are disconnected.
    /// </summary>
    public IList<SlowConsumerRule> SlowConsumers { get; } = [];

    /// <summary>Which destinations are logged; the first rule that matches counts. Empty by default. Add rules by <see cref="Log"/>.</summary>
    public IList<LogRule> LogRules { get; } = [];

    /// <summary>
    /// How long an <c>idempotency-key</c> is remembered: a SEND that repeats one is not sent twice. Defaults to 10 minutes, as in Azure Service Bus.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "365.00:00:00")]
    public TimeSpan IdempotencyWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest <c>idempotency-key</c>, in characters. Defaults to 128, as message ids in Azure Service Bus.</summary>
    [Range(1, 4096)]
    public int MaxIdempotencyKeyLength { get; set; } = 128;

    /// <summary>Most messages that wait for the log's next commit; who sends more waits, too. Defaults to 4,096.</summary>
    [Range(1, 1_000_000)]
    public int MaxPendingLogMessages { get; set; } = 4096;

    /// <summary>Most bytes of bodies that wait for the log's next commit, beside <see cref="MaxPendingLogMessages"/>. Defaults to 16,777,216 (16 MiB).</summary>
    [Range(1024, 1L << 40)]
    public long MaxPendingLogBytes { get; set; } = 16L << 20;

    /// <summary>Most messages of one session that wait to be committed to the log; its next SEND waits, too. Defaults to 256.</summary>
    [Range(1, 1_000_000)]
    public int MaxPendingLogMessagesPerSession { get; set; } = 256;

    /// <summary>How often what is over a <see cref="LogRetention"/> goes from the log, and keys that are too old. Defaults to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan LogTrimInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Most messages that a replay reads from the log at a time. Defaults to 256.</summary>
    [Range(1, 100_000)]
    public int MaxReplayPageMessages { get; set; } = 256;

    /// <summary>Most bytes of bodies that a replay reads from the log at a time. Defaults to 262,144 (256 KiB).</summary>
    [Range(1024, 1 << 30)]
    public int MaxReplayPageBytes { get; set; } = 256 * 1024;

    /// <summary>Most of a topic's latest messages that are kept at hand while a replay of it runs. Defaults to 1,024.</summary>
    [Range(1, 1_000_000)]
    public int MaxReplayTailMessages { get; set; } = 1024;

    /// <summary>Most bytes of them, beside <see cref="MaxReplayTailMessages"/>. Defaults to 1,048,576 (1 MiB).</summary>
    [Range(1024, 1 << 30)]
    public int MaxReplayTailBytes { get; set; } = 1 << 20;

    /// <summary>Most bytes of the log that is kept in memory; the oldest messages go. Defaults to 268,435,456 (256 MiB).</summary>
    [Range(1024, 1L << 40)]
    public long MaxLogBytesInMemory { get; set; } = 256L << 20;

    /// <summary>Most destinations of the log that is kept in memory; the one that was silent longest goes. Defaults to 100,000.</summary>
    [Range(1, 100_000_000)]
    public int MaxLogDestinationsInMemory { get; set; } = 100_000;

    /// <summary>Most queues. Defaults to 10,000; a message for one more is refused.</summary>
    [Range(1, 10_000_000)]
    public int MaxQueues { get; set; } = 10_000;

    /// <summary>Most messages in one queue, those that are not acknowledged included. Defaults to 100,000; one more is refused.</summary>
    [Range(1, 100_000_000)]
    public int MaxQueueMessages { get; set; } = 100_000;

    /// <summary>Most bytes in one queue. Defaults to 67,108,864 (64 MiB); what goes over is refused.</summary>
    [Range(1024, 1L << 40)]
    public long MaxQueueBytes { get; set; } = 64L << 20;

    /// <summary>
    /// Longest selector of a SUBSCRIBE, in characters; 0 refuses selectors. Defaults to 1,024. A selector is evaluated for each message
    /// of its destination, so its length is work that a client gives the server.
    /// </summary>
    [Range(0, 4096)]
    public int MaxSelectorLength { get; set; } = 1024;

    /// <summary>
    /// Messages that a subscription which acknowledges may hold when its SUBSCRIBE has no <c>prefetch-count</c>. Defaults to 1,000;
    /// RabbitMQ's is without limit.
    /// </summary>
    [Range(1, 1_000_000)]
    public int DefaultPrefetchCount { get; set; } = 1000;

    /// <summary>
    /// How often a message is given to subscribers that do not acknowledge it, before it goes to <see cref="DeadLetterDestination"/>; 0 is without
    /// end. Defaults to 20, the delivery limit of RabbitMQ's quorum queues.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxDeliveries { get; set; } = 20;

    /// <summary>Where messages go that nobody acknowledges. Defaults to <c>/queue/dead-letter</c>.</summary>
    [Required]
    public string DeadLetterDestination { get; set; } = "/queue/dead-letter";

    /// <summary>Most open transactions of one session. Defaults to 16, RabbitMQ's.</summary>
    [Range(1, 10_000)]
    public int MaxTransactionsPerSession { get; set; } = 16;

    /// <summary>Most frames of one transaction. Defaults to 1,024, RabbitMQ's.</summary>
    [Range(1, 1_000_000)]
    public int MaxActionsPerTransaction { get; set; } = 1024;

    /// <summary>Most bytes of bodies in the open transactions of one session. Defaults to 4,194,304 (4 MiB).</summary>
    [Range(1, 1L << 40)]
    public long MaxTransactionBytes { get; set; } = 4L << 20;

    /// <summary>Most streams of message controllers (<see cref="IAsyncEnumerable{T}"/>) that one session may have at once. Defaults to 100.</summary>
    [Range(0, 1_000_000)]
    public int MaxStreamsPerSession { get; set; } = 100;

    /// <summary>
    /// Whether the sender of a message whose handler failed is told the exception's type and text, as in SignalR. Defaults to false: it may hold what is
    /// nobody's business. A stack trace is never sent.
    /// </summary>
    public bool EnableDetailedErrors { get; set; }

    /// <summary>How long a write to a session may make no progress before the session is cut. Defaults to 10 s, Spring's sendTimeLimit.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan SendTimeLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a client may take from its connection to its CONNECT frame. Defaults to 10 s, as RabbitMQ's login timeout.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the end of a session waits for the last frames to be written and the peer to close. Defaults to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Over how long clients are told to reconnect when the server stops, at most what the host's ShutdownTimeout leaves; zero tells all at once. Defaults
    /// to 5 s. At least 100 in a second are told, so with few clients it is over sooner.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ShutdownSpread { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Least time between two heart-beats that the server offers to send; zero offers none. Defaults to 10 s, stompjs' default.
    /// STOMP 1.2, "Heart-beating": what is used is the greater of this and what the client asks for.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan HeartBeatOutgoing { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two heart-beats that the server asks of clients; zero asks for none. Defaults to 10 s, stompjs' default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan HeartBeatIncoming { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many intervals without any byte make a peer dead. Defaults to 2, as in stompjs; the specification asks for a margin.
    /// </summary>
    [Range(1.1, 100)]
    public double HeartBeatTolerance { get; set; } = 2;

    /// <summary>The <c>server</c> header of CONNECTED; null or empty hides it. Defaults to <c>ChatServer/0.1</c>.</summary>
    [RegularExpression(@"[^\x00-\x1F]*")]
    public string? ServerName { get; set; } = "ChatServer/0.1";

    /// <summary>
    /// How payloads become JSON and back. Defaults to camel case, enums as their names, and no escaping that JSON does not
    /// ask for. Set its TypeInfoResolver to use source-generated contexts.
    /// </summary>
    [Required]
    public JsonSerializerOptions Json { get; set; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = new MinimalJsonEncoder(),
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>
    /// Has the messages of a destination, or of all that a pattern matches, logged: each gets an offset and can be had again by those who
    /// subscribe with <c>x-stream-offset</c> or <c>x-stream-history</c>.
    /// </summary>
    /// <param name="pattern">A destination of the broker, not a queue: <c>/topic/public/**</c>.</param>
    /// <param name="retention">How much of each destination is kept; null for everything.</param>
    /// <returns>The options.</returns>
    public StompOptions Log(string pattern, LogRetention? retention = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        LogRules.Add(new LogRule(pattern, retention ?? new()));
        return this;
    }
}
