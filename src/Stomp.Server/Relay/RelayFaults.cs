namespace Stomp.Server.Relay;

/// <summary>What clients and the application are told when the broker is of no help.</summary>
internal static class RelayFaults
{
    /// <summary>The type of a refusal because the broker is away.</summary>
    public const string UnavailableType = "urn:stomp:broker-unavailable";

    public const string UnavailableText = "The broker is not available. Try again later.";

    public static MessageRejectedException Unavailable() => new(UnavailableText, UnavailableType);

    /// <summary>The same for what the client of the broker threw; null when it is another fault.</summary>
    public static MessageRejectedException? Of(Exception e) => e switch
    {
        Client.StompErrorException => new("The broker has refused it.", "urn:stomp:broker-refused"),
        TimeoutException => new("The broker has not confirmed it in time; it may have taken it.", UnavailableType),
        Client.StompConnectionException or ObjectDisposedException => new("The broker went away before it confirmed it; it may have taken it.", UnavailableType),
        ArgumentException => new("It cannot be written as a frame for the broker.", "urn:stomp:broker-refused"),
        _ => null,
    };
}
