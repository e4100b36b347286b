namespace Stomp.Server;

/// <summary>How an endpoint speaks SockJS (protocol 0.3.3). Set when it is mapped, with <c>WithSockJs</c>.</summary>
public sealed class SockJsOptions
{
    /// <summary>
    /// Time without anything sent after which a client gets a heart-beat, so that no proxy takes the connection for dead. Defaults to 25 s,
    /// the protocol's. While a session's STOMP heart-beats run there are none.
    /// </summary>
    public TimeSpan HeartBeat
    {
        get;
        set => field = Positive(value);
    } = TimeSpan.FromSeconds(25);

    /// <summary>
    /// How long a session lives without a request that takes its messages. Defaults to 5 s, the protocol's. (A session of STOMP that has
    /// messages waiting lives at most for <see cref="StompOptions.SendTimeLimit"/> then.)
    /// </summary>
    public TimeSpan DisconnectDelay
    {
        get;
        set => field = Positive(value);
    } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Bytes after which a streaming answer ends and the client asks anew, since browsers keep all of an answer in memory. Defaults to 131,072
    /// (128 KiB), the protocol's.
    /// </summary>
    public int MaxStreamBytes
    {
        get;
        set => field = AtLeastOne(value);
    } = 128 * 1024;

    /// <summary>
    /// Most bytes of one request with messages; a client may put many into one. A larger one is answered 413. Defaults to 4,194,304 (4 MiB).
    /// Each message has the limit of its kind besides.
    /// </summary>
    public int MaxRequestBytes
    {
        get;
        set => field = AtLeastOne(value);
    } = 4 << 20;

    /// <summary>
    /// Whether clients need a cookie, <c>JSESSIONID</c>, by which a load balancer sends all requests of a session to one server. Defaults to
    /// false. The cookie is an aid for balancers only and says nothing of who the client is.
    /// </summary>
    public bool CookieNeeded { get; set; }

    /// <summary>Which transports are on. Defaults to all of them.</summary>
    public SockJsTransports Transports { get; set; } = SockJsTransports.All;

    /// <summary>
    /// Where browsers find the client library, for the page that lets old ones reach another origin through an iframe: a path of this server
    /// or an absolute URL. Defaults to <c>/lib/sockjs/sockjs.min.js</c>, where the chat serves its own copy.
    /// </summary>
    public string ClientUrl
    {
        get;
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            if (!value.StartsWith('/') && !value.StartsWith("http", StringComparison.Ordinal))
                throw new ArgumentException($"'{value}' must begin with '/' or be an absolute URL.", nameof(value));
            field = value;
        }
    } = "/lib/sockjs/sockjs.min.js";

    /// <summary>
    /// Whether browsers of 2010 and 2011 may connect: the WebSocket drafts hixie-76, hybi-07 and hybi-10, which SockJS 0.3.3 asks for. Defaults to
    /// false: no browser of today speaks them.
    /// </summary>
    public bool AllowOldWebSocketDrafts { get; set; }

    private static TimeSpan Positive(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
        return value;
    }

    private static int AtLeastOne(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        return value;
    }
}
