using System.Globalization;
using Stomp;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>What JOIN and LEAVE say beside their body.</summary>
internal static class VisitHeaders
{
    /// <summary>Of a LEAVE: which visit it ended.</summary>
    public const string Left = "left";

    private const string Members = "members";
    private const string Windows = "windows";

    public static MessageOptions Of(Headcount count) => new() { Headers = Counts(count, 2) };

    public static MessageOptions Of(Headcount count, Visit left)
    {
        var headers = Counts(count, 3);
        headers.Add(Left, left.Id);
        return new() { Headers = headers };
    }

    private static StompHeaders Counts(Headcount count, int capacity)
    {
        var headers = new StompHeaders(capacity);
        headers.Add(Members, count.Members.ToString(CultureInfo.InvariantCulture));
        headers.Add(Windows, count.Windows.ToString(CultureInfo.InvariantCulture));
        return headers;
    }
}
