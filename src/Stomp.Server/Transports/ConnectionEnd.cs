namespace Stomp.Server.Transports;

/// <summary>How a connection ended.</summary>
/// <param name="Status">What the peer said, or what it was told.</param>
/// <param name="Fault">Why it broke; null if it was closed.</param>
internal readonly record struct ConnectionEnd(MessageCloseStatus Status, Exception? Fault)
{
    public static ConnectionEnd Broken(Exception fault) => new(new(MessageCloseStatus.Lost, ""), fault);
}
