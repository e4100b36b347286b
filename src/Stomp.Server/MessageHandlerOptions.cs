namespace Stomp.Server;

/// <summary>How one endpoint for raw messages treats those who connect.</summary>
public sealed class MessageHandlerOptions
{
    /// <summary>Origins of browser pages that may connect, besides the endpoint's own: as <see cref="StompEndpointOptions.AllowedOrigins"/>.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// Most bytes of a message that a client sends; one that is longer ends its session with 1009. Defaults to 65,536 (64 KiB), as STOMP's
    /// frames. How many fragments a WebSocket message comes in does not matter.
    /// </summary>
    public int MaxMessageBytes
    {
        get;
        set => field = InRange(value);
    } = 64 * 1024;

    /// <summary>
    /// Most bytes that wait for one client, also while a SockJS client has no request open that could take them; one that has more is cut
    /// with 1008. A single message may be longer. Defaults to 524,288 (512 KiB), as STOMP's outbox.
    /// </summary>
    public int MaxQueuedBytes
    {
        get;
        set => field = InRange(value);
    } = 512 * 1024;

    /// <summary>How long a write may make no progress before the session is cut. Defaults to 10 s, as <see cref="StompOptions.SendTimeLimit"/>.</summary>
    public TimeSpan SendTimeLimit
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a WebSocket client is pinged; one that does not answer for as long again is cut. Defaults to 25 s, the heart-beat of
    /// SockJS. Zero pings nobody: a client whose network vanished is noticed then only when something is sent to it.
    /// </summary>
    public TimeSpan KeepAliveInterval
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(25);

    /// <summary>
    /// Whether WebSocket messages are compressed (permessage-deflate, RFC 7692) for clients that ask for it. Defaults to false: where secrets and a
    /// stranger's text are compressed together over TLS, lengths tell of the secrets (CRIME, BREACH), and each connection costs memory.
    /// </summary>
    public bool AllowCompression { get; set; }

    private static int InRange(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1 << 30);
        return value;
    }
}
