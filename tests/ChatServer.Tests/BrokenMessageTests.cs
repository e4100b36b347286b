using ChatServer.Rooms;
using Xunit;

namespace ChatServer.Tests;

/// <summary>Bodies that are no chat message.</summary>
public sealed class BrokenMessageTests(HostedChat chat) : IClassFixture<HostedChat>
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
        await using var session = await chat.ConnectAsync();
        var room = await session.SubscribeAsync(Chat.Topic("r"));

        var details = await HostedChat.RefusedAsync(session, "sendMessage", body, "about:blank");

        Assert.DoesNotContain("ChatServer", details.GetRawText(), StringComparison.Ordinal);
        await session.SendAsync("/app/chat/sendMessage", Chat.Talk("ss", "whole", "r"));
        Assert.Equal(new ChatMessage("r", MessageType.TALK, "ss", "whole"), await room.ReceiveAsync<ChatMessage>());
    }

    [Fact]
    public async Task They_are_an_error_for_who_does_not_listen_for_errors()
    {
        await using var session = await chat.ConnectStompAsync();

        var refused = await Assert.ThrowsAsync<StompRefusedException>(() => session.SendAsync("/app/chat/sendMessage", "{", ("receipt", "broken")));

        Assert.Equal("broken", refused.Answer.Headers["receipt-id"]);
        await session.WhenClosedAsync();
    }

    [Fact]
    public async Task Bytes_that_are_no_utf_8_are_refused()
    {
        await using var session = await chat.ConnectAsync();
        byte[] body = [.. "{\"roomId\":\"r\",\"sender\":\"ss\",\"message\":\""u8, 0xff, 0xfe, .. "\"}"u8];

        var refused = await Assert.ThrowsAsync<StompRefusedException>(() => session.SendAsync("/app/chat/sendMessage", body));

        Assert.True(refused.SessionGoesOn);
    }

    [Fact]
    public async Task A_half_surrogate_does_not_break_the_frame_of_others()
    {
        await using var session = await chat.ConnectAsync();
        var room = await session.SubscribeAsync(Chat.Topic());

        await HostedChat.RefusedAsync(session, "sendMessage", $$"""{"roomId":"{{Chat.Room}}","sender":"ss","message":"\ud83d","type":"TALK"}""", "about:blank");

        await room.ExpectNothingAsync();
    }

    [Fact]
    public async Task Members_that_nobody_knows_are_not_passed_on()
    {
        await using var session = await chat.ConnectAsync();
        var room = await session.SubscribeAsync(Chat.Topic());

        await session.SendAsync("/app/chat/sendMessage", $$"""{"x":{"y":1},"roomId":"{{Chat.Room}}","sender":"ss","message":"hi","type":"TALK"}""");

        Assert.Equal($$"""{"roomId":"{{Chat.Room}}","type":"TALK","sender":"ss","message":"hi"}""", await room.ReceiveAsync<string>());
    }
}
