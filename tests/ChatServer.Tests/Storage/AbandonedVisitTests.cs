using ChatServer.Presence;
using ChatServer.Rooms;
using ChatServer.Storage;
using Stomp;
using Stomp.Server;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>Whatever a server was at when it died: the next one says a LEAVE for each JOIN that has none, and no other.</summary>
public abstract class AbandonedVisitTests
{
    private const string Room = "room";

    private static readonly DateTimeOffset Start = Entries.Start.AddHours(-1);

    [SkippableFact]
    public async Task Each_join_without_a_leave_gets_one_and_a_visit_without_a_join_gets_none()
    {
        var (here, tab, left, unheard, again) = (NewVisit("here", 0), NewVisit("here", 1), NewVisit("left", 2), NewVisit("unheard", 3), NewVisit("again", 4));
        await PrepareAsync(async (log, chat) =>
        {
            foreach (var visit in (Visit[])[here, tab, left, unheard, again]) await chat.AddVisitAsync(visit);
            await log.AppendAsync([Said(here, "JOIN", "joined"), .. Talk(5, 300), Said(tab, "JOIN", "joined"), Said(left, "JOIN", "joined"), Said(again, "JOIN")]);
            await log.AppendAsync([.. Talk(500, 300), Said(again, "JOIN", "joined"), Said(left, "LEAVE", "left")]);
        });

        await ExpectLeavesAsync("LEAVE again", "LEAVE here", "LEAVE here", "LEAVE left");
    }

    [SkippableFact]
    public async Task A_join_is_not_looked_for_where_it_can_not_be()
    {
        var unheard = NewVisit("unheard", 0);
        await PrepareAsync(async (log, chat) =>
        {
            await chat.AddVisitAsync(unheard);
            // Nobody says such a thing; who reads so far reads all that was ever said.
            await log.AppendAsync([.. Talk(0, 1000), Said(unheard with { Since = Start.AddHours(1) }, "JOIN", "joined")]);
        });

        await ExpectLeavesAsync();
    }

    [SkippableFact]
    public async Task A_join_that_may_have_been_let_go_of_gets_its_leave()
    {
        await PrepareAsync(async (log, chat) =>
        {
            foreach (var visit in (Visit[])[NewVisit("old", 0), NewVisit("unheard", 60)]) await chat.AddVisitAsync(visit);
            await log.AppendAsync(Talk(0, 100));
            await log.TrimAsync(RoomTopic.Of(Room), new() { MaxMessages = 50 }, Start);
        });

        await ExpectLeavesAsync("LEAVE old");
    }

    /// <summary>Has the stores of a server that dies.</summary>
    protected abstract Task PrepareAsync(Func<IMessageLogStore, IChatStore, Task> prepare);

    /// <summary>A server that comes after it.</summary>
    private protected abstract ChatApp StartNext();

    private static Visit NewVisit(string name, int second) => new(Guid.NewGuid().ToString("N"), Room, name, $"s-{name}", null, Start.AddSeconds(second));

    /// <summary>What was said of a visit, at its time.</summary>
    private static LogEntry Said(Visit visit, string type, string? header = null) => new()
    {
        Destination = RoomTopic.Of(Room),
        MessageId = Guid.NewGuid().ToString("N"),
        ContentType = "application/json",
        Headers = header is null ? null : new StompHeaders { { header, visit.Id } },
        Body = System.Text.Encoding.UTF8.GetBytes($$"""{"roomId":"{{Room}}","type":"{{type}}","sender":"{{visit.Name}}","message":null}"""),
        IsText = true,
        Timestamp = visit.Since,
    };

    /// <summary>So many, a second apart.</summary>
    private static LogEntry[] Talk(int second, int count) => [.. Enumerable.Range(second, count).Select(at => Said(NewVisit("talker", at), "TALK"))];

    private async Task ExpectLeavesAsync(params string[] expected)
    {
        await using var app = StartNext();
        using var http = app.CreateClient();
        var chat = (IChatStore)app.Services.GetService(typeof(IChatStore))!;
        await Eventually.TrueAsync(async () => await IsDoneAsync(chat));

        var said = (await http.GetJsonAsync($"/api/rooms/{Room}/messages?limit=200")).GetProperty("messages").EnumerateArray()
            .Select(message => $"{message.Text("type")} {message.Text("sender")}");

        Assert.Equal(expected, said.Where(one => one.StartsWith("LEAVE", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>Whether no visit is left.</summary>
    private protected virtual async Task<bool> IsDoneAsync(IChatStore chat) => (await chat.ReadLeftVisitsAsync(default)).Count == 0;
}
