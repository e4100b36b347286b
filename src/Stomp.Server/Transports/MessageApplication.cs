namespace Stomp.Server.Transports;

/// <summary>What runs on the message connections of an endpoint: STOMP, or a handler of raw messages.</summary>
internal abstract class MessageApplication
{
    /// <summary>Origins that may connect besides the own one.</summary>
    public abstract IList<string> AllowedOrigins { get; }

    /// <summary>Whether WebSocket messages may be compressed.</summary>
    public abstract bool AllowsCompression { get; }

    /// <summary>Most bytes of a message; null if it takes messages piece by piece and looks after their length itself.</summary>
    public abstract int? MaxMessageBytes { get; }

    /// <summary>Most bytes that wait in a connection before it is cut.</summary>
    public abstract int MaxQueuedBytes { get; }

    /// <summary>How many bytes may wait in a connection between requests before the sender is held back.</summary>
    public abstract int MaxBytesAhead { get; }

    /// <summary>How long a write may take before the connection is cut.</summary>
    public abstract TimeSpan SendTimeLimit { get; }

    /// <summary>How often a WebSocket peer is pinged; zero for never.</summary>
    public abstract TimeSpan KeepAliveInterval { get; }

    /// <summary>Whether it looks at the headers of the request that opened a connection, later on.</summary>
    public virtual bool NeedsHandshake => false;

    /// <summary>The WebSocket subprotocols it speaks, the one to prefer first.</summary>
    public virtual string[] SubProtocols => [];

    /// <summary>Runs a session on a connection until it is over.</summary>
    public abstract Task RunAsync(MessageConnection connection, ConnectionRequest request);
}
