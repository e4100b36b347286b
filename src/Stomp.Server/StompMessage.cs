namespace Stomp.Server;

/// <summary>A whole message, for a handler's parameter.</summary>
/// <typeparam name="T">What the body becomes.</typeparam>
/// <param name="Destination">The destination as the client wrote it.</param>
/// <param name="Headers">The frame's headers.</param>
/// <param name="Payload">The body.</param>
public sealed record StompMessage<T>(string Destination, StompHeaders Headers, T Payload);
