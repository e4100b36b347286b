using ChatServer.Presence;
using ChatServer.Storage;
using Stomp.Server;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>What every store of the chat promises.</summary>
public abstract class ChatStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

    private (IMessageLogStore Log, IChatStore Chat) _stores;

    private IChatStore Store => _stores.Chat;

    public async Task InitializeAsync()
    {
        _stores = await OpenAsync();
        await _stores.Log.OpenAsync();
    }

    public abstract Task DisposeAsync();

    [SkippableFact]
    public async Task Who_was_in_a_room_is_kept_once_and_the_latest_comes_first()
    {
        var (one, again, other) = (NewVisit("r", "민서", 0), NewVisit("r", "민서", 1), NewVisit("r", "지훈", 2, "u-jihun"));
        foreach (var visit in (Visit[])[one, again, other, NewVisit("elsewhere", "x", 3)]) await Store.AddVisitAsync(visit);
        await Store.RemoveVisitAsync(one, Start.AddSeconds(9));

        Assert.Equal([new("민서", null, Start.AddSeconds(9)), new("지훈", "u-jihun", Start.AddSeconds(2))], await Store.ReadSeenAsync("r", 10, default));
        Assert.Single(await Store.ReadSeenAsync("r", 1, default));
        Assert.Empty(await Store.ReadSeenAsync("nowhere", 10, default));
    }

    [SkippableFact]
    public async Task Many_visits_at_once_are_all_kept()
    {
        var visits = Enumerable.Range(0, 3000).Select(i => NewVisit("r", $"n{i % 100}", i % 7)).ToArray();

        await Task.WhenAll(visits.Select(visit => Store.AddVisitAsync(visit).AsTask()));
        await Task.WhenAll(visits.Select(visit => Store.RemoveVisitAsync(visit, Start.AddMinutes(1)).AsTask()));

        Assert.Equal(100, (await Store.ReadSeenAsync("r", 1000, default)).Count);
        Assert.Empty(await Store.ReadLeftVisitsAsync(default));
    }

    [SkippableFact]
    public async Task Who_was_in_a_room_is_let_go_of_by_age_and_by_number_and_may_come_again()
    {
        foreach (var (room, second) in Enumerable.Range(0, 12).SelectMany(i => (IEnumerable<(string, int)>)[("many", i), ("few", i / 6)]))
            await Store.AddVisitAsync(NewVisit(room, $"n{second}", second));
        await Store.AddVisitAsync(NewVisit("old", "n0", 0));

        await Store.TrimSeenAsync(4, Start.AddSeconds(1), default);

        Assert.Equal(["n11", "n10", "n9", "n8"], await NamesAsync("many"));
        Assert.Equal(["n1"], await NamesAsync("few"));
        Assert.Empty(await NamesAsync("old"));
        await Store.AddVisitAsync(NewVisit("old", "n0", 20));
        Assert.Equal(["n0"], await NamesAsync("old"));
    }

    [SkippableFact]
    public async Task However_many_were_in_a_room_are_let_go_of()
    {
        await Task.WhenAll(Enumerable.Range(0, 2500).Select(i => Store.AddVisitAsync(NewVisit("r", $"n{i}", i)).AsTask()));

        await Store.TrimSeenAsync(2, Start, default);

        Assert.Equal(["n2499", "n2498"], await NamesAsync("r"));
    }

    [SkippableFact]
    public async Task A_room_has_one_title_and_rooms_come_by_their_last_activity()
    {
        var room = new TitledRoom("made", "Books%_ 책", "민서", Start.AddSeconds(5));
        Assert.True(await Store.TryAddRoomAsync(room, default));
        Assert.False(await Store.TryAddRoomAsync(room with { Title = "Again" }, default));
        await AppendAsync("/topic/public/early", 1);
        await AppendAsync("/topic/public/late", 9);
        await AppendAsync("/topic/private/a/b", 10);
        await AppendAsync("/topic/public/late", 11);
        await Store.AddVisitAsync(NewVisit("late", "민서", 0));

        var rooms = await Store.ListRoomsAsync("", 10, default);

        Assert.Equal([new("late", null, Start.AddSeconds(11), 2, 1), new("made", room, null, 0, 0), new("early", null, Start.AddSeconds(1), 1, 0)], rooms);
        Assert.Equal(["late"], (await Store.ListRoomsAsync("", 1, default)).Select(one => one.Id));
        Assert.Equal(["made"], (await Store.ListRoomsAsync("bOOKS%", 10, default)).Select(one => one.Id));
        Assert.Equal(["early"], (await Store.ListRoomsAsync("ARL", 10, default)).Select(one => one.Id));
        foreach (var one in rooms) Assert.Equal(one, await Store.FindRoomAsync(one.Id, default));
        Assert.Null(await Store.FindRoomAsync("nowhere", default));
    }

    [SkippableFact]
    public async Task A_room_with_a_title_and_messages_is_one_room()
    {
        await AppendAsync("/topic/public/both", 3);
        await Store.TryAddRoomAsync(new("both", "Title", "민서", Start), default);

        Assert.Equal(new("both", new("both", "Title", "민서", Start), Start.AddSeconds(3), 1, 0), Assert.Single(await Store.ListRoomsAsync("titl", 10, default)));
    }

    [SkippableFact]
    public async Task Conversations_are_found_from_both_sides_and_forgotten_from_either()
    {
        var (first, second) = (new Conversation(new("u-b", "u-a"), "a", "b", Start), new Conversation(new("u-a", "s-1"), "s", "a", Start.AddSeconds(1)));
        await Store.KeepConversationAsync(first);
        await Store.KeepConversationAsync(second);
        await Store.KeepConversationAsync(first = first with { FirstName = "A", At = Start.AddSeconds(2) });

        Assert.Equal([first, second], await Store.ListConversationsAsync("u-a", 10, default));
        Assert.Equal([first], await Store.ListConversationsAsync("u-a", 1, default));
        Assert.Equal([first], await Store.ListConversationsAsync("u-b", 10, default));
        Assert.Equal(second, await Store.FindConversationAsync(new("s-1", "u-a"), default));
        Assert.Null(await Store.FindConversationAsync(new("s-1", "u-b"), default));

        await Store.ForgetConversationsAsync("s-1");
        Assert.Equal([first], await Store.ListConversationsAsync("u-a", 10, default));
    }

    protected static Visit NewVisit(string room, string name, int seconds, string? user = null) =>
        new(Guid.NewGuid().ToString("N"), room, name, user ?? $"s-{name}", user, Start.AddSeconds(seconds));

    protected abstract Task<(IMessageLogStore Log, IChatStore Chat)> OpenAsync();

    private async Task<IEnumerable<string>> NamesAsync(string room) => (await Store.ReadSeenAsync(room, 10, default)).Select(member => member.Name);

    private async Task AppendAsync(string destination, int seconds) => await _stores.Log.AppendAsync([new()
    {
        Destination = destination,
        MessageId = Guid.NewGuid().ToString("N"),
        Body = "{}"u8.ToArray(),
        IsText = true,
        Timestamp = Start.AddSeconds(seconds),
    }]);
}
