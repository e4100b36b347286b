using System.Text;
using Stomp.Server;

namespace ChatServer.Tests.Storage;

/// <summary>Messages as the log hands them to its store.</summary>
internal static class Entries
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static LogEntry Of(string destination, string body, DateTimeOffset? at = null, byte[]? key = null) => new()
    {
        Destination = destination,
        MessageId = Guid.NewGuid().ToString("N")[..8],
        ContentType = "text/plain",
        Body = Encoding.UTF8.GetBytes(body),
        IsText = true,
        Timestamp = at ?? Start,
        DeduplicationKey = key ?? [],
    };

    /// <summary>So many, with their numbers for bodies.</summary>
    public static LogEntry[] Many(string destination, int count) => [.. Enumerable.Range(1, count).Select(number => Of(destination, $"{number}", Start.AddMilliseconds(number)))];

    public static string Text(this LoggedMessage message) => Encoding.UTF8.GetString(message.Body.Span);
}
