namespace Stomp.Server.Security;

/// <summary>
/// The one answer to who may not use a destination and to who names one that does not exist: it must not be told from the outside which it was. The
/// log says it.
/// </summary>
internal static class DestinationRefusal
{
    public const string Text = "There is no such destination, or it is not open to you.";

    public const string Type = "urn:stomp:destination-refused";

    public static MessageRejectedException Create() => new(Text, Type);
}
