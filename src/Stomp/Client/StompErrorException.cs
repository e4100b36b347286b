namespace Stomp.Client;

/// <summary>The server answered with an ERROR frame.</summary>
public sealed class StompErrorException : Exception
{
    internal StompErrorException(StompFrame frame)
        : base(Describe(frame))
    {
        Headers = frame.Headers;
        Body = frame.GetBodyText();
    }

    /// <summary>The frame's headers.</summary>
    public StompHeaders Headers { get; }

    /// <summary>The <c>message</c> header, a short description; null when the server gave none.</summary>
    public string? ErrorMessage => Headers[StompHeaderNames.Message];

    /// <summary>The frame's body, which may explain more; empty when there is none.</summary>
    public string Body { get; }

    /// <summary>The receipt that the frame in fault had asked for; null when the server names none.</summary>
    public string? ReceiptId => Headers[StompHeaderNames.ReceiptId];

    // The body may be long (ActiveMQ sends a Java stack trace): whoever wants it finds it in Body.
    private static string Describe(StompFrame frame) =>
        $"The server answered with an ERROR: {StompProtocolException.Quote(frame.Headers[StompHeaderNames.Message] ?? "(no message)", 256)}";
}
