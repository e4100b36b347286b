using Xunit;

namespace ChatServer.Tests;

/// <summary>Bodies that are no chat message.</summary>
public sealed class BrokenMessageTests(SharedChatApp shared) : IClassFixture<SharedChatApp>
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"hi\"")]
    [InlineData("{")]
    [InlineData("hello")]
    [InlineData("""{"roomId":"r","sender":"ss","type":"TALK"} and more""")]
    [InlineData("""{"roomId":"r","sender":"ss","type":"SHOUT"}""")]
    [InlineData("""{"roomId":"r","sender":"ss","type":1}""")]
    [InlineData("""{"roomId":"r","sender":"ss","type":"1"}""")]
    [InlineData("""{"roomId":7,"sender":"ss","type":"TALK"}""")]
    [InlineData("""{"roomId":"r","sender":["ss"],"type":"TALK"}""")]
    [InlineData("""{"roomId":"r","sender":"ss","message":{},"type":"TALK"}""")]
    public async Task They_are_refused_and_the_session_goes_on(string body)
    {
        await using var watcher = await shared.App.ListenAsync("r");
        await using var client = await shared.App.ConnectAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");

        await client.SendChatAsync("sendMessage", body, "receipt:broken\n");

        var refusal = await client.ExpectRefusalAsync("about:blank");
        Assert.DoesNotContain("ChatServer", refusal.GetRawText(), StringComparison.Ordinal);
        await client.SendChatAsync("sendMessage", Chat.Talk("ss", "whole", "r"));
        await watcher.ExpectChatAsync("TALK", "ss", "whole", "r");
    }

    [Fact]
    public async Task They_are_an_error_for_who_does_not_listen_for_errors()
    {
        await using var client = await shared.App.ConnectAsync();

        await client.SendChatAsync("sendMessage", "{", "receipt:broken\n");

        Assert.Equal("broken", (await client.ExpectAsync("ERROR")).Headers["receipt-id"]);
        await client.ClosedAsync();
    }

    [Fact]
    public async Task Bytes_that_are_no_utf_8_are_refused()
    {
        await using var client = await shared.App.ConnectAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");
        byte[] wire = [.. "SEND\ndestination:/app/chat/sendMessage\n\n{\"roomId\":\"r\",\"sender\":\"ss\",\"message\":\""u8, 0xff, 0xfe, .. "\"}\0"u8];

        await client.SendAsync(wire, System.Net.WebSockets.WebSocketMessageType.Binary);

        await client.ExpectRefusalAsync("about:blank");
    }

    [Fact]
    public async Task A_half_surrogate_does_not_break_the_frame_of_others()
    {
        await using var client = await shared.App.ListenAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");

        await client.SendChatAsync("sendMessage", $$"""{"roomId":"{{Chat.Room}}","sender":"ss","message":"\ud83d","type":"TALK"}""");

        await client.ExpectRefusalAsync("about:blank");
    }

    [Fact]
    public async Task Members_that_nobody_knows_are_not_passed_on()
    {
        await using var client = await shared.App.ListenAsync();

        await client.SendChatAsync("sendMessage", $$"""{"x":{"y":1},"roomId":"{{Chat.Room}}","sender":"ss","message":"hi","type":"TALK"}""");

        Assert.Equal($$"""{"roomId":"{{Chat.Room}}","type":"TALK","sender":"ss","message":"hi"}""", (await client.ExpectAsync("MESSAGE")).GetBodyText());
    }
}
