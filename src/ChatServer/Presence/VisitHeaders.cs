using System.Globalization;
using Stomp;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>What JOIN and LEAVE say beside their body.</summary>
internal static class VisitHeaders
{
    /// <summary>Of a JOIN: which visit it began. Who says it once more, being there already, begins none.</summary>
    public const string Joined = "joined";

    /// <summary>Of a LEAVE: which visit it ended.</summary>
    public const string Left = "left";

    private const string Members = "members";
    private const string Windows = "windows";

    public static MessageOptions Of(Headcount count) => new() { Headers = Counts(count, 2) };

    public static MessageOptions OfJoin(Headcount count, Visit visit) => Of(count, Joined, visit);

    public static MessageOptions OfLeave(Headcount count, Visit visit) => Of(count, Left, visit);

    private static MessageOptions Of(Headcount count, string name, Visit visit)
    {
        var headers = Counts(count, 3);
        headers.Add(name, visit.Id);
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
