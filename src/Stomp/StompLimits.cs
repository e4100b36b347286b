namespace Stomp;

/// <summary>How much a peer may send in one frame (STOMP 1.2, "Size Limits"). Going over one is a protocol error.</summary>
public sealed record StompLimits
{
    /// <summary>
    /// Most bytes of one frame, from its command to its NUL, both included. Defaults to 65,536 (64 KiB), as Spring's message
    /// size limit.
    /// </summary>
    public int MaxFrameBytes { get; init; } = 64 * 1024;

    /// <summary>
    /// Most bytes of one body. Defaults to 65,536 (64 KiB): what the head leaves of <see cref="MaxFrameBytes"/> is less.
    /// </summary>
    public int MaxBodyBytes { get; init; } = 64 * 1024;

    /// <summary>Most headers of one frame, repeated ones counted. Defaults to 100, as RabbitMQ's.</summary>
    public int MaxHeaders { get; init; } = 100;

    /// <summary>Most bytes of one header line as it is on the wire, without its line end. Defaults to 10,240 (10 KiB), as ActiveMQ's.</summary>
    public int MaxHeaderLineBytes { get; init; } = 10 * 1024;
}
