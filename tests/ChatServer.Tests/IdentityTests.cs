using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>A passcode says who somebody is, and a name belongs to whoever is in the room with it now.</summary>
public sealed class IdentityTests : IAsyncLifetime
{
    private const string Minseo = "passcode:minseo's long secret\n";
    private const string Jihun = "passcode:jihun's long secret\n";

    private readonly ChatApp _app = ChatApp.Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task The_same_secret_is_the_same_user_whatever_the_login_and_another_is_another()
    {
        await using var one = await JoinAsync("a", Minseo);
        await using var two = await JoinAsync("b", "login:whoever\n" + Minseo);
        await using var three = await JoinAsync("c", Jihun);

        var ids = (await one.MembersAsync()).ToDictionary(member => member.Text("name")!, member => member.Text("id")!);

        Assert.Equal(ids["a"], ids["b"]);
        Assert.NotEqual(ids["a"], ids["c"]);
        Assert.All(ids.Values, id => Assert.Matches("^u-[A-Za-z0-9_-]{22}$", id));
    }

    [Theory]
    [InlineData("login:guest\npasscode:guest\n")]
    [InlineData("passcode:123456789012345\n")]
    [InlineData("passcode:\n")]
    public async Task A_passcode_that_many_have_is_nobodys_secret(string headers)
    {
        await using var client = await JoinAsync("ss", headers);

        Assert.StartsWith("s-", Assert.Single(await client.MembersAsync()).Text("id"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Minseo, Jihun)]
    [InlineData(Minseo, "")]
    [InlineData("", Jihun)]
    public async Task A_name_that_is_somebody_elses_in_the_room_now_is_refused(string holder, string taker)
    {
        await using var watcher = await _app.ListenAsync();
        await using var here = await JoinAsync("민서", holder);
        await watcher.ExpectCountsAsync("JOIN", "민서", members: 1, windows: 1);
        await using var client = await _app.ConnectAsync(taker);
        await client.SubscribeAsync("/user/queue/errors", "errors");

        await client.SendChatAsync("addUser", Chat.Join("민서"));
        await client.ExpectRefusalAsync("urn:chat:name-taken");
        await client.SendChatAsync("sendMessage", Chat.Talk("민서", "I am not"));
        await client.ExpectRefusalAsync("urn:chat:name-taken");
        await client.SendChatAsync("addUser", Chat.Join("지훈"));

        await watcher.ExpectCountsAsync("JOIN", "지훈", members: 2, windows: 1);
    }

    [Fact]
    public async Task Who_spoke_under_a_name_without_coming_in_loses_it_to_who_comes_in()
    {
        await using var speaker = await _app.ConnectAsync();
        await speaker.SubscribeAsync("/user/queue/errors", "errors");
        await speaker.SendChatAsync("sendMessage", Chat.Talk("민서", "hi"), "receipt:1\n");
        await speaker.ExpectAsync("RECEIPT");
        await using var owner = await JoinAsync("민서", Minseo);

        await speaker.SendChatAsync("sendMessage", Chat.Talk("민서", "still me"));

        await speaker.ExpectRefusalAsync("urn:chat:name-taken");
    }

    [Fact]
    public async Task A_name_is_free_again_when_its_last_window_has_left()
    {
        await using var watcher = await _app.ListenAsync();
        await using var one = await JoinAsync("민서", Minseo);
        await using var tab = await JoinAsync("민서", Minseo);
        await using var client = await _app.ConnectAsync(Jihun);
        await client.SubscribeAsync("/user/queue/errors", "errors");
        for (var windows = 1; windows <= 2; windows++) await watcher.ExpectCountsAsync("JOIN", "민서", 1, windows);

        one.Kill();
        await watcher.ExpectCountsAsync("LEAVE", "민서", members: 1, windows: 1);
        await client.SendChatAsync("addUser", Chat.Join("민서"));
        await client.ExpectRefusalAsync("urn:chat:name-taken");
        tab.Kill();
        await watcher.ExpectCountsAsync("LEAVE", "민서", members: 0, windows: 0);
        await client.SendChatAsync("addUser", Chat.Join("민서"));

        await watcher.ExpectCountsAsync("JOIN", "민서", members: 1, windows: 1);
    }

    [Fact]
    public async Task A_name_in_one_room_says_nothing_of_another()
    {
        await using var here = await JoinAsync("민서", Minseo);
        await using var client = await _app.ConnectAsync(Jihun);

        await client.SendChatAsync("addUser", Chat.Join("민서", "elsewhere"), "receipt:in\n");

        await client.ExpectAsync("RECEIPT");
    }

    private async Task<StompTestClient> JoinAsync(string name, string headers)
    {
        var client = await _app.ConnectAsync(headers);
        await client.SendChatAsync("addUser", Chat.Join(name), "receipt:in\n");
        await client.ExpectAsync("RECEIPT");
        return client;
    }
}
