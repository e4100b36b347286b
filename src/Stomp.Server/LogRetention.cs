namespace Stomp.Server;

/// <summary>How much of a destination the log keeps; the strictest limit counts, and the oldest messages go first.</summary>
public sealed record LogRetention
{
    /// <summary>Most messages. Null, the default, is without limit.</summary>
    public long? MaxMessages { get; init; }

    /// <summary>How long a message is kept. Null, the default, is for ever.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Most bytes of bodies. Null, the default, is without limit.</summary>
    public long? MaxBytes { get; init; }
}
