namespace Stomp.Server.Log;

/// <summary>A message of the log in memory, between its elders and its juniors of all destinations.</summary>
/// <param name="destination">Where it belongs.</param>
/// <param name="message">The message.</param>
internal sealed class LogNode(InMemoryLog destination, LoggedMessage message)
{
    // What the objects of a message take beside its text and body, about.
    private const int Overhead = 250;

    public InMemoryLog Destination { get; } = destination;

    public LoggedMessage Message { get; } = message;

    /// <summary>About how much memory it takes.</summary>
    public int Bytes { get; } = Overhead + message.Body.Length + BytesOf(message.Headers);

    /// <summary>The next older message of any destination.</summary>
    public LogNode? Older { get; set; }

    /// <summary>The next younger message of any destination.</summary>
    public LogNode? Younger { get; set; }

    private static int BytesOf(StompHeaders? headers)
    {
        var bytes = 0;
        if (headers is null) return bytes;
        foreach (ref readonly var header in headers.AsSpan()) bytes += 60 + (2 * (header.Key.Length + header.Value.Length));
        return bytes;
    }
}
