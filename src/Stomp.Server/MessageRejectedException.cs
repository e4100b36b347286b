namespace Stomp.Server;

/// <summary>
/// Thrown by a message controller to refuse a message. The text is sent to the sender: as problem details to its
/// <c>/user/queue/errors</c> when it is subscribed to that, else as an ERROR frame that ends the session (STOMP 1.2, "SEND").
/// </summary>
/// <param name="detail">What is wrong, for the sender to read.</param>
/// <param name="type">What kind of problem it is, as a URI (RFC 9457, 3.1.1). Defaults to <c>about:blank</c>.</param>
public class MessageRejectedException(string detail, string type = "about:blank") : Exception(detail)
{
    /// <summary>What kind of problem it is, as a URI.</summary>
    public string Type { get; } = type;

    /// <summary>What is wrong with each member, as in ASP.NET Core's validation problem details. Null for none.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
}
