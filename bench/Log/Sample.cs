using System.Globalization;
using System.Text;
using Stomp.Server;

namespace Log;

/// <summary>A message of 100 bytes, as the chat keeps it.</summary>
internal static class Sample
{
    public static byte[] Body { get; } = Encoding.UTF8.GetBytes("""{"roomId":"3d41c3ed-8ddb-458d","type":"TALK","sender":"ss","message":"hello there, it is a fine day"}""");

    public static long TimeOf(long offset) => 1_700_000_000_000 + offset;

    public static string IdOf(long number) => "b0lxbjax-" + number.ToString(CultureInfo.InvariantCulture);

    public static LogEntry Entry(int room, long number) => new()
    {
        Destination = $"/topic/public/{room}",
        MessageId = IdOf(number),
        ContentType = "application/json",
        Body = Body,
        IsText = true,
        Timestamp = DateTimeOffset.UtcNow,
    };
}
