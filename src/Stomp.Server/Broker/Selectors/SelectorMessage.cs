namespace Stomp.Server.Broker.Selectors;

/// <summary>What a selector sees of a message: its headers, and those that the broker keeps apart from them.</summary>
/// <param name="Headers">The sender's headers, or null.</param>
/// <param name="Destination">The <c>destination</c> that the subscriber is shown.</param>
/// <param name="ContentType">The <c>content-type</c>, or null when the sender gave none.</param>
/// <param name="MessageId">The <c>message-id</c>, or null when it has none yet.</param>
internal readonly record struct SelectorMessage(StompHeaders? Headers, string? Destination, string? ContentType, string? MessageId = null)
{
    public string? Find(string name) => name switch
    {
        StompHeaderNames.Destination => Destination,
        StompHeaderNames.ContentType => ContentType,
        StompHeaderNames.MessageId => MessageId,
        _ => null,
    } ?? Headers?[name];
}
