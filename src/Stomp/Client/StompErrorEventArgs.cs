namespace Stomp.Client;

/// <summary>Tells of an ERROR frame that no waiting call was answered with.</summary>
/// <param name="error">The frame, as an exception.</param>
public sealed class StompErrorEventArgs(StompErrorException error) : EventArgs
{
    /// <summary>What the server said.</summary>
    public StompErrorException Error { get; } = error;
}
