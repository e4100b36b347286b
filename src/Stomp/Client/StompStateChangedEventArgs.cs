namespace Stomp.Client;

/// <summary>Tells that a client came to another state.</summary>
/// <param name="state">The state it came to.</param>
/// <param name="reason">Why, or null when nothing went wrong.</param>
public sealed class StompStateChangedEventArgs(StompClientState state, Exception? reason) : EventArgs
{
    /// <summary>The state that the client came to.</summary>
    public StompClientState State { get; } = state;

    /// <summary>Why the connection ended, or an attempt at one failed; null when nothing went wrong.</summary>
    public Exception? Reason { get; } = reason;
}
