using Microsoft.Extensions.Options;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>Settings come from the configuration, and bad ones are told at start.</summary>
public sealed class SettingTests
{
    [Theory]
    [InlineData("Chat:MaxMessageLength", "5", "message: at most 5 characters, got 6.")]
    [InlineData("Chat:MaxSenderLength", "1", "sender: at most 1 characters, got 2.")]
    [InlineData("Chat:MaxRoomIdLength", "35", "roomId: at most 35 characters, got 36.")]
    public async Task Limits_of_the_chat_hold_as_configured(string key, string value, string detail)
    {
        await using var app = ChatApp.Start((key, value));
        await using var client = await app.ConnectAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");

        await client.SendChatAsync("sendMessage", Chat.Talk("ss", "123456"));

        var frame = await client.ExpectAsync("MESSAGE");
        Assert.Contains($"\"{detail}\"", frame.GetBodyText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_of_stomp_hold_as_configured()
    {
        await using var app = ChatApp.Start(("Stomp:MaxFrameBytes", "2048"));
        await using var client = await app.ListenAsync();
        await client.SendChatAsync("sendMessage", Chat.Talk("ss", new string('x', 1500)));
        await client.ExpectChatAsync("TALK", "ss", new string('x', 1500));

        await client.SendChatAsync("sendMessage", Chat.Talk("ss", new string('x', 2048)));

        Assert.Contains("2048", (await client.ExpectAsync("ERROR")).Headers["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Rate_limits_hold_as_configured_unless_they_are_off(string enabled)
    {
        await using var app = ChatApp.Start(
            ("Chat:RateLimits:Enabled", enabled), ("Chat:RateLimits:SessionFrames:PerSecond", "1"), ("Chat:RateLimits:SessionFrames:Burst", "10"));
        await using var client = await app.ListenAsync();

        await client.SendAsync(string.Concat(Enumerable.Repeat("BEGIN\ntransaction:t\n\n\0ABORT\ntransaction:t\n\n\0", 50)));

        if (enabled == "false") await client.FenceAsync();
        else Assert.Contains("(SessionFrames)", (await client.ExpectAsync("ERROR")).Headers["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Heart_beats_are_offered_as_configured()
    {
        await using var app = ChatApp.Start(("Stomp:HeartBeatOutgoing", "00:00:20"), ("Stomp:HeartBeatIncoming", "00:00:30"));
        await using var client = await StompTestClient.OpenAsync(app.Endpoint());

        await client.SendAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0");

        Assert.Equal("20000,30000", (await client.ExpectAsync("CONNECTED")).Headers["heart-beat"]);
    }

    [Theory]
    [InlineData("Chat:MaxMessageLength", "0")]
    [InlineData("Chat:MaxSenderLength", "1001")]
    [InlineData("Chat:MaxRoomIdLength", "-1")]
    [InlineData("Chat:MaxRoomsPerSession", "0")]
    [InlineData("Chat:RateLimits:SessionFrames:Burst", "0")]
    [InlineData("Stomp:MaxFrameBytes", "10")]
    [InlineData("Stomp:HeartBeatTolerance", "1")]
    [InlineData("Stomp:ConnectTimeout", "00:00:00")]
    [InlineData("Stomp:UserPrefix", "user")]
    public async Task A_bad_setting_is_refused_at_start_by_its_name(string key, string value)
    {
        var fault = Assert.ThrowsAny<Exception>(() => ChatApp.Start((key, value)));

        var options = Assert.IsType<OptionsValidationException>(fault.GetBaseException());
        Assert.Contains(key.Split(':')[^1], options.Message, StringComparison.Ordinal);
        await Task.CompletedTask;
    }
}
