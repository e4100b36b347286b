using System.ComponentModel.DataAnnotations;

namespace Stomp.Server;

/// <summary>How the relay talks to the broker outside (<see cref="StompBuilder.UseBrokerRelay"/>). Checked when the application starts.</summary>
public sealed class BrokerRelayOptions
{
    /// <summary>
    /// Where the broker is: <c>host</c> or <c>host:port</c> (61613, with TLS 61614, where no port is given), one for each of its nodes. They are tried in turn until one answers, so
    /// all of them have to be the same broker: a cluster, or a pair of which one is active. Empty by default; at least one is needed.
    /// </summary>
    public IList<string> Addresses { get; set; } = [];

    /// <summary>Which broker it is. Defaults to <see cref="BrokerKind.Detect"/>.</summary>
    public BrokerKind Kind { get; set; }

    /// <summary>Whether connections are encrypted. Defaults to false.</summary>
    public bool UseTls { get; set; }

    /// <summary>The login of connections that belong to one client. Defaults to <c>guest</c>, as Spring's.</summary>
    [Required]
    public string ClientLogin { get; set; } = "guest";

    /// <summary>The passcode that goes with <see cref="ClientLogin"/>. Defaults to <c>guest</c>.</summary>
    [Required]
    public string ClientPasscode { get; set; } = "guest";

    /// <summary>The login of the connections that everybody shares. Defaults to <c>guest</c>, as Spring's.</summary>
    [Required]
    public string SystemLogin { get; set; } = "guest";

    /// <summary>The passcode that goes with <see cref="SystemLogin"/>. Defaults to <c>guest</c>.</summary>
    [Required]
    public string SystemPasscode { get; set; } = "guest";

    /// <summary>The <c>host</c> header of CONNECT: RabbitMQ's virtual host. Defaults to <c>/</c>, RabbitMQ's own default; ActiveMQ does not look at it.</summary>
    [Required]
    public string VirtualHost { get; set; } = "/";

    /// <summary>Most time between two heart-beats to the broker on shared connections; zero sends none. Defaults to 10 s, as Spring's.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SystemHeartBeatSend { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Most time between two heart-beats of the broker on shared connections; zero asks for none. Defaults to 10 s, as Spring's. Two missed ones end a connection.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SystemHeartBeatReceive { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the broker may take from the first byte of a connection to its CONNECTED. Defaults to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the broker may take to confirm a frame; beyond it its sender is refused as if the broker were away. Defaults to 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ReceiptTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait before the first attempt to come back after a loss; later waits double up to <see cref="ReconnectMaxDelay"/>, all are drawn at random. Defaults to 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two attempts. Defaults to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan ReconnectMaxDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many connections carry what clients and the application send. Defaults to 2. A publisher keeps to one, which keeps its order.</summary>
    [Range(1, 64)]
    public int PublishConnections { get; set; } = 2;

    /// <summary>
    /// Most messages on each of them that the broker has not confirmed; beyond it publishers wait. Defaults to 128: RabbitMQ 3.10 blocks a connection with some 400 on their way, and cuts one
    /// with heart-beats when it goes on (docs/relay.md).
    /// </summary>
    [Range(1, 100_000)]
    public int MaxUnconfirmedMessages { get; set; } = 128;

    /// <summary>Most bytes of bodies on each of them that the broker has not confirmed; one message goes in any case. Defaults to 4,194,304 (4 MiB).</summary>
    [Range(1024, 1 << 30)]
    public int MaxUnconfirmedBytes { get; set; } = 4 << 20;

    /// <summary>
    /// Most logged messages that wait for the broker while it is away or slow, beside what is in the log; beyond it the log takes no more until it is back. Defaults to 10,000.
    /// </summary>
    [Range(1, 10_000_000)]
    public int MaxUnrelayedMessages { get; set; } = 10_000;

    /// <summary>How long the broker goes on to send a topic that nobody here is subscribed to any more. Defaults to 2 s: a page that reloads costs it nothing.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan TopicLinger { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Most bytes of one frame from the broker. Defaults to 4,194,304 (4 MiB).</summary>
    [Range(1024, 1 << 30)]
    public int MaxFrameBytes { get; set; } = 4 << 20;

    /// <summary>What becomes of clients while the broker is away. Defaults to <see cref="BrokerLossPolicy.KeepClients"/>.</summary>
    public BrokerLossPolicy WhenUnavailable { get; set; }
}
