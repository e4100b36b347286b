using System.Text.Json;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>Who is in a room: one entry for each name, however many windows it has.</summary>
public sealed class PresenceTests : IAsyncLifetime
{
    private readonly ChatApp _app = ChatApp.Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task Join_and_leave_say_how_many_names_and_windows_there_are_after_them()
    {
        await using var watcher = await _app.ListenAsync();
        await using var one = await JoinAsync("민서");
        await watcher.ExpectCountsAsync("JOIN", "민서", members: 1, windows: 1);
        await using var tab = await JoinAsync("민서");
        await watcher.ExpectCountsAsync("JOIN", "민서", members: 1, windows: 2);
        await using var other = await JoinAsync("지훈");
        await watcher.ExpectCountsAsync("JOIN", "지훈", members: 2, windows: 1);

        one.Kill();
        await watcher.ExpectCountsAsync("LEAVE", "민서", members: 2, windows: 1);
        tab.Kill();
        await watcher.ExpectCountsAsync("LEAVE", "민서", members: 1, windows: 0);
        await other.SendChatAsync("removeUser", Chat.Leave("지훈"));
        await watcher.ExpectCountsAsync("LEAVE", "지훈", members: 0, windows: 0);
    }

    [Fact]
    public async Task A_session_that_joins_again_is_said_again_and_counted_once()
    {
        await using var watcher = await _app.ListenAsync();
        await using var client = await JoinAsync("ss");
        await watcher.ExpectCountsAsync("JOIN", "ss", members: 1, windows: 1);

        await client.SendChatAsync("addUser", Chat.Join("ss"));
        await watcher.ExpectCountsAsync("JOIN", "ss", members: 1, windows: 1);
        client.Kill();

        await watcher.ExpectCountsAsync("LEAVE", "ss", members: 0, windows: 0);
        await watcher.ExpectNothingMoreAsync();
    }

    [Fact]
    public async Task A_session_in_several_rooms_counts_in_each()
    {
        await using var watcher = await _app.ListenAsync("a");
        await watcher.SubscribeAsync(Chat.Topic("b"), "b");
        await using var client = await _app.ConnectAsync();
        await client.SendChatAsync("addUser", Chat.Join("one", "a"));
        await watcher.ExpectCountsAsync("JOIN", "one", members: 1, windows: 1);
        await client.SendChatAsync("addUser", Chat.Join("two", "b"));
        await watcher.ExpectCountsAsync("JOIN", "two", members: 1, windows: 1);

        client.Kill();

        await watcher.ExpectCountsAsync("LEAVE", "one", members: 0, windows: 0);
        await watcher.ExpectCountsAsync("LEAVE", "two", members: 0, windows: 0);
    }

    [Fact]
    public async Task The_list_of_members_has_each_name_once_with_its_windows_and_those_who_left_behind()
    {
        await using var gone = await JoinAsync("gone");
        await using var one = await JoinAsync("민서", "passcode:0123456789abcdef\n");
        await using var tab = await JoinAsync("민서", "passcode:0123456789abcdef\n");
        gone.Kill();
        await _app.WhenSessionsAsync(2);

        await using var watcher = await _app.ConnectAsync();
        var members = await watcher.MembersAsync();

        Assert.Equal(2, members.Count);
        var (here, left) = (members[0], members[1]);
        Assert.Equal("""["id","name","state","windows","since"]""", Members(here));
        Assert.Equal(("u-n59REfeyengfHx3d5evC3S", "민서", "online", 2), (here.Text("id"), here.Text("name"), here.Text("state"), here.Number("windows")));
        Assert.Equal(_app.Time.GetUtcNow().ToUnixTimeMilliseconds(), here.Number("since"));
        Assert.Equal("""["id","name","state","windows","lastSeen"]""", Members(left));
        Assert.Equal((null, "gone", "offline", 0), (left.Text("id"), left.Text("name"), left.Text("state"), left.Number("windows")));
        Assert.Equal(_app.Time.GetUtcNow().ToUnixTimeMilliseconds(), left.Number("lastSeen"));
    }

    [Fact]
    public async Task Who_comes_back_is_no_longer_among_those_who_left()
    {
        await using var client = await JoinAsync("ss");
        await client.SendChatAsync("removeUser", Chat.Leave("ss"));
        await client.SendChatAsync("addUser", Chat.Join("ss"), "receipt:back\n");
        await client.ExpectAsync("RECEIPT");

        await using var watcher = await _app.ConnectAsync();
        Assert.Equal("online", Assert.Single(await watcher.MembersAsync()).Text("state"));
    }

    [Fact]
    public async Task An_anonymous_session_has_a_random_id_for_its_life_that_is_not_its_session()
    {
        await using var one = await JoinAsync("one");
        await using var other = await JoinAsync("other");

        var ids = (await one.MembersAsync()).Select(member => member.Text("id")!).ToArray();

        Assert.Equal(2, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^s-[A-Za-z0-9_-]{22}$", id));
        Assert.DoesNotContain(ids, id => id.Contains(one.SessionId, StringComparison.Ordinal) && one.SessionId.Length > 0);
    }

    [Fact]
    public async Task Joins_and_leaves_of_many_at_once_end_with_the_right_counts()
    {
        await using var watcher = await _app.ListenAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _app.ConnectAsync()));
        await Task.WhenAll(clients.Select((client, i) => client.SendChatAsync("addUser", Chat.Join($"n{i % 10}"))));
        var counts = new List<(int Members, int Windows)>();
        for (var i = 0; i < 40; i++) counts.Add(Counts(await watcher.ExpectAsync("MESSAGE")));
        Assert.Equal(counts.Select(count => count.Members).Order(), counts.Select(count => count.Members));
        Assert.Equal(10, counts[^1].Members);
        Assert.All((await watcher.MembersAsync("members-1")), member => Assert.Equal(4, member.Number("windows")));

        foreach (var client in clients.Take(35)) client.Kill();
        counts.Clear();
        for (var i = 0; i < 35; i++) counts.Add(Counts(await watcher.ExpectAsync("MESSAGE")));

        Assert.Equal(5, counts[^1].Members);
        Assert.Equal(5, (await watcher.MembersAsync("members-2")).Count(member => member.Text("state") == "online"));
        foreach (var client in clients) await client.DisposeAsync();
    }

    [Fact]
    public async Task A_session_that_ends_while_it_joins_leaves_nobody_behind()
    {
        await using var watcher = await _app.ConnectAsync();
        for (var i = 0; i < 20; i++)
        {
            await using var client = await _app.ConnectAsync();
            await client.SendChatAsync("addUser", Chat.Join("ss"));
            client.Kill();
        }

        await _app.WhenSessionsAsync(1);
        Assert.DoesNotContain(await watcher.MembersAsync(), member => member.Text("state") != "offline");
    }

    [Theory]
    [InlineData("/app/chat/members/a*")]
    [InlineData("/app/chat/members/ a")]
    public async Task The_members_of_what_is_no_room_are_refused(string destination)
    {
        await using var client = await _app.ConnectAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");

        await client.SendAsync($"SUBSCRIBE\nid:members\ndestination:{destination}\n\n\0");

        await client.ExpectRefusalAsync("urn:chat:room-id");
    }

    private static string Members(JsonElement member) =>
        JsonSerializer.Serialize(member.EnumerateObject().Select(property => property.Name));

    private static (int Members, int Windows) Counts(Stomp.StompFrame frame) => PresenceFrames.Counts(frame);

    private async Task<StompTestClient> JoinAsync(string name, string? headers = null)
    {
        var client = await _app.ConnectAsync(headers);
        await client.SendChatAsync("addUser", Chat.Join(name), "receipt:in\n");
        Assert.Equal("in", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        return client;
    }
}
