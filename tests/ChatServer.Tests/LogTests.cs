using Xunit;

namespace ChatServer.Tests;

/// <summary>What is logged: who comes and goes and what is refused, never what is said.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task Connects_and_disconnects_are_one_line_each()
    {
        await using var app = ChatApp.Start();
        await using var client = await app.JoinAsync("ss");
        await client.SendAsync("DISCONNECT\n\n\0");
        await client.ClosedAsync();
        await app.WhenSessionsAsync(0);

        Assert.Single(app.Log.Lines, line => line.EndsWith("connected, STOMP 1.2, user anonymous", StringComparison.Ordinal));
        Assert.Single(app.Log.Lines, line => line.Contains("ended: ClientDisconnect", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neither_text_nor_credentials_are_logged()
    {
        await using var app = ChatApp.Start();
        await using var client = await app.ConnectAsync("login:somebody\npasscode:open-sesame\n");
        await client.SubscribeAsync("/user/queue/errors", "errors");
        await client.SendChatAsync("sendMessage", Chat.Talk("ss", "a-secret"), "receipt:1\n");
        await client.ExpectAsync("RECEIPT");
        await client.SendChatAsync("sendMessage", Chat.Talk("tt", "a-secret"));
        await client.ExpectRefusalAsync("urn:chat:not-your-name");
        await client.SendChatAsync("sendMessage", "a-secret");
        await client.ExpectRefusalAsync("about:blank");
        await client.SendAsync("SEND\ndestination:/nowhere\n\na-secret\0");
        await client.ExpectAsync("ERROR");
        await client.ClosedAsync();
        await app.WhenSessionsAsync(0);

        Assert.Contains(app.Log.Lines, line => line.Contains("/app/chat/sendMessage refused: urn:chat:not-your-name", StringComparison.Ordinal));
        Assert.Contains(app.Log.Lines, line => line.Contains("frame refused", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("secret", StringComparison.Ordinal) || line.Contains("sesame", StringComparison.Ordinal));
    }
}
