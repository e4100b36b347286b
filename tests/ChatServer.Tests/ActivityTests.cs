using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>Who writes and who is away.</summary>
public sealed class ActivityTests : IAsyncLifetime
{
    private readonly ChatApp _app = ChatApp.Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task Typing_and_its_end_are_told_to_the_room_alone()
    {
        await using var watcher = await WatchAsync();
        await using var elsewhere = await _app.ConnectAsync();
        await elsewhere.SubscribeAsync("/topic/activity/elsewhere");
        await using var client = await JoinAsync("민서");

        await client.SendChatAsync("typing", Typing("민서", true));
        await client.SendChatAsync("typing", Typing("민서", false));

        await watcher.ExpectActivityAsync("TYPING", "민서");
        await watcher.ExpectActivityAsync("STOPPED", "민서");
        await elsewhere.FenceAsync();
    }

    [Fact]
    public async Task A_name_is_away_when_all_its_windows_are()
    {
        await using var watcher = await WatchAsync();
        await using var one = await JoinAsync("민서");
        await using var tab = await JoinAsync("민서");

        await one.SendChatAsync("away", Away("민서", true), "receipt:1\n");
        await one.ExpectAsync("RECEIPT");
        Assert.Equal("online", Assert.Single(await one.MembersAsync()).Text("state"));
        await tab.SendChatAsync("away", Away("민서", true));
        await watcher.ExpectActivityAsync("AWAY", "민서");
        Assert.Equal("away", Assert.Single(await one.MembersAsync("again")).Text("state"));
        await tab.SendChatAsync("away", Away("민서", true));
        await one.SendChatAsync("away", Away("민서", false));

        await watcher.ExpectActivityAsync("BACK", "민서");
        await watcher.FenceAsync();
    }

    [Fact]
    public async Task A_further_window_brings_a_name_back_and_its_going_leaves_it_away()
    {
        await using var watcher = await WatchAsync();
        await using var one = await JoinAsync("민서");
        await one.SendChatAsync("away", Away("민서", true));
        await watcher.ExpectActivityAsync("AWAY", "민서");

        await using var tab = await JoinAsync("민서");
        await watcher.ExpectActivityAsync("BACK", "민서");
        tab.Kill();

        await watcher.ExpectActivityAsync("AWAY", "민서");
    }

    [Theory]
    [InlineData("typing", """{"roomId":"R","sender":"지훈","typing":true}""", "urn:chat:not-your-name")]
    [InlineData("typing", """{"roomId":"other","sender":"민서","typing":true}""", "urn:chat:not-joined")]
    [InlineData("typing", """{"roomId":"R","sender":"민서"}""", "about:blank")]
    [InlineData("typing", """{"roomId":"R","typing":true}""", "urn:chat:not-your-name")]
    [InlineData("typing", """{"sender":"민서","typing":true}""", "urn:chat:room-id")]
    [InlineData("typing", """{"roomId":"R","sender":"민서","typing":"yes"}""", "about:blank")]
    [InlineData("away", """{"roomId":"R","sender":"지훈","away":true}""", "urn:chat:not-your-name")]
    [InlineData("away", """{"roomId":"R","sender":"민서"}""", "about:blank")]
    [InlineData("away", "nonsense", "about:blank")]
    [InlineData("away", "null", "about:blank")]
    public async Task What_is_not_the_senders_to_say_is_refused(string destination, string body, string problem)
    {
        await using var watcher = await WatchAsync();
        await using var client = await JoinAsync("민서");
        await client.SubscribeAsync("/user/queue/errors", "errors");

        await client.SendChatAsync(destination, body.Replace("\"R\"", $"\"{Chat.Room}\"", StringComparison.Ordinal));

        await client.ExpectRefusalAsync(problem);
        await watcher.FenceAsync();
    }

    private static string Typing(string sender, bool isTyping) => $$"""{"roomId":"{{Chat.Room}}","sender":"{{sender}}","typing":{{(isTyping ? "true" : "false")}}}""";

    private static string Away(string sender, bool isAway) => $$"""{"roomId":"{{Chat.Room}}","sender":"{{sender}}","away":{{(isAway ? "true" : "false")}}}""";

    private async Task<StompTestClient> WatchAsync()
    {
        var client = await _app.ConnectAsync();
        await client.SubscribeAsync($"/topic/activity/{Chat.Room}");
        return client;
    }

    private async Task<StompTestClient> JoinAsync(string name)
    {
        var client = await _app.ConnectAsync();
        await client.SendChatAsync("addUser", Chat.Join(name), "receipt:in\n");
        await client.ExpectAsync("RECEIPT");
        return client;
    }
}
