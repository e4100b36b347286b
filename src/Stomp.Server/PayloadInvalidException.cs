namespace Stomp.Server;

/// <summary>Refuses a message whose payload its validation attributes do not let through.</summary>
/// <param name="detail">What is wrong, for the sender to read. The problem's type is <c>urn:stomp:invalid-payload</c>.</param>
public sealed class PayloadInvalidException(string detail) : MessageRejectedException(detail, "urn:stomp:invalid-payload");
