using System.Buffers;
using Stomp.Server.Log;

namespace Stomp.Server.Broker;

/// <summary>A message on its way through the broker. It borrows its body: what keeps it has to copy.</summary>
/// <param name="Destination">Where it goes.</param>
/// <param name="ContentType">Its content type, or null when the sender gave none.</param>
/// <param name="Headers">Further headers for the MESSAGE, or null.</param>
/// <param name="Body">Its body.</param>
/// <param name="IsText">Whether the body is UTF-8.</param>
internal readonly record struct BrokerMessage(
    string Destination, string? ContentType, StompHeaders? Headers, ReadOnlySequence<byte> Body, bool IsText)
{
    /// <summary>What the log says of it; null when it is not logged. One that is owns its body.</summary>
    public LogStamp? Stamp { get; init; }
}
