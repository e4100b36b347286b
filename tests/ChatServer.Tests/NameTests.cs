using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>A name belongs to the session that used it first in a room.</summary>
public sealed class NameTests
{
    [Fact]
    public async Task Talking_under_another_name_is_refused_and_told_and_the_session_goes_on()
    {
        await using var app = ChatApp.Start();
        await using var watcher = await app.ListenAsync();
        await using var client = await JoinedAsync(app, watcher);

        await client.SendChatAsync("sendMessage", Chat.Talk("somebody", "I am not"), "receipt:r-1\n");

        var refusal = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("/user/queue/errors", "errors", "application/problem+json", "r-1"),
            (refusal.Headers["destination"], refusal.Headers["subscription"], refusal.Headers["content-type"], refusal.Headers["receipt-id"]));
        Assert.Equal("""
            {"type":"urn:chat:not-your-name","title":"The message was refused.","detail":"sender: this session is '영희' in this room.","destination":"/app/chat/sendMessage"}
            """, refusal.GetBodyText());
        await client.SendChatAsync("sendMessage", Chat.Talk("영희", "but I"));
        await watcher.ExpectChatAsync("TALK", "영희", "but I");
    }

    [Theory]
    [InlineData("addUser", "JOIN")]
    [InlineData("sendMessage", "TALK")]
    [InlineData("removeUser", "LEAVE")]
    public async Task No_message_of_a_joined_session_goes_out_under_another_name(string destination, string type)
    {
        await using var app = ChatApp.Start();
        await using var watcher = await app.ListenAsync();
        await using var client = await JoinedAsync(app, watcher);

        await client.SendChatAsync(destination, $$"""{"roomId":"{{Chat.Room}}","type":"{{type}}","sender":"영"}""");

        await client.ExpectRefusalAsync("urn:chat:not-your-name");
        await watcher.ExpectNothingMoreAsync();
    }

    [Fact]
    public async Task Who_does_not_listen_for_errors_gets_an_error_frame_and_is_closed()
    {
        await using var app = ChatApp.Start();
        await using var watcher = await app.ListenAsync();
        await using var client = await app.ConnectAsync();
        await client.SendChatAsync("addUser", Chat.Join("ss"));
        await watcher.ExpectChatAsync("JOIN", "ss");

        await client.SendChatAsync("sendMessage", Chat.Talk("somebody", "I am not"), "receipt:r-1\n");

        var error = await client.ExpectAsync("ERROR");
        Assert.Equal("r-1", error.Headers["receipt-id"]);
        Assert.Contains("this session is 'ss' in this room", error.Headers["message"], StringComparison.Ordinal);
        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.ProtocolError, await client.ClosedAsync());
        await watcher.ExpectChatAsync("LEAVE", "ss");
    }

    [Fact]
    public async Task Who_talks_without_joining_is_bound_to_the_first_name_and_nobody_is_told_of_its_leaving()
    {
        await using var app = ChatApp.Start();
        await using var watcher = await app.ListenAsync();
        await using var client = await app.ConnectAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");
        await client.SendChatAsync("sendMessage", Chat.Talk("ss", "hi"));
        await watcher.ExpectChatAsync("TALK", "ss", "hi");

        await client.SendChatAsync("sendMessage", Chat.Talk("tt", "hi"));
        await client.ExpectRefusalAsync("urn:chat:not-your-name");
        await client.SendChatAsync("addUser", Chat.Join("tt"));
        await client.ExpectRefusalAsync("urn:chat:not-your-name");
        await client.SendAsync("DISCONNECT\n\n\0");
        await client.ClosedAsync();

        await app.WhenSessionsAsync(1);
        await watcher.ExpectNothingMoreAsync();
    }

    [Fact]
    public async Task Two_sessions_may_have_the_same_name_and_each_leaves_for_itself()
    {
        await using var app = ChatApp.Start();
        await using var watcher = await app.ListenAsync();
        await using var one = await JoinedAsync(app, watcher);
        await using var other = await JoinedAsync(app, watcher);

        one.Kill();
        await watcher.ExpectChatAsync("LEAVE", "영희");
        await other.SendChatAsync("sendMessage", Chat.Talk("영희", "still here"));

        await watcher.ExpectChatAsync("TALK", "영희", "still here");
    }

    [Fact]
    public async Task Refusals_are_told_to_their_sender_alone()
    {
        await using var app = ChatApp.Start();
        await using var other = await app.ListenAsync();
        await other.SubscribeAsync("/user/queue/errors", "errors");
        await using var client = await JoinedAsync(app, other);

        await client.SendChatAsync("sendMessage", Chat.Talk("somebody", "I am not"));

        await client.ExpectRefusalAsync("urn:chat:not-your-name");
        await other.ExpectNothingMoreAsync();
    }

    private static async Task<StompTestClient> JoinedAsync(ChatApp app, StompTestClient watcher)
    {
        var client = await app.ConnectAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");
        await client.SendChatAsync("addUser", Chat.Join("영희"));
        await watcher.ExpectChatAsync("JOIN", "영희");
        return client;
    }
}
