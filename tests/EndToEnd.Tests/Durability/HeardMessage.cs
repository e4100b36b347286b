using System.Globalization;
using System.Text.Json;
using Stomp.Client;

namespace EndToEnd.Tests.Durability;

/// <summary>A message of a room as a subscriber got it.</summary>
/// <param name="Offset">Its place in the room's log.</param>
/// <param name="Type">JOIN, TALK or LEAVE.</param>
/// <param name="Text">What was said; null for a JOIN or LEAVE.</param>
internal sealed record HeardMessage(long Offset, string Type, string? Text)
{
    public static HeardMessage Of(StompMessage message)
    {
        using var body = JsonDocument.Parse(message.Body);
        return new(
            long.Parse(message.Headers["x-stream-offset"] ?? "0", CultureInfo.InvariantCulture),
            body.RootElement.GetProperty("type").GetString()!,
            body.RootElement.GetProperty("message").GetString());
    }
}
