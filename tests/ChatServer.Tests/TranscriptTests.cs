using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>The frames that the source document prints, byte for byte; only the message-id, the message's place in the log, and the visit that a JOIN begins and a LEAVE ends, vary.</summary>
public sealed partial class TranscriptTests
{
    [Fact]
    public async Task Joining_is_told_as_the_contract_prints_it()
    {
        await using var app = ChatApp.Start();
        await using var client = await app.ListenAsync();

        await client.SendAsync($"SEND\ndestination:/app/chat/addUser\ncontent-length:77\n\n{Chat.Join("ss")}\0");

        Assert.Equal(Message(92, """{"roomId":"R","type":"JOIN","sender":"ss","message":null}""", "members:1\nwindows:1\njoined:*\n"), await ReceiveAsync(client));
    }

    [Fact]
    public async Task Talking_is_told_as_the_contract_prints_it()
    {
        await using var app = ChatApp.Start();
        await using var client = await app.ListenAsync();

        await client.SendAsync($"SEND\ndestination:/app/chat/sendMessage\ncontent-length:92\n\n{Chat.Talk("ss", "hi")}\0");

        Assert.Equal(Message(92, """{"roomId":"R","type":"TALK","sender":"ss","message":"hi"}"""), await ReceiveAsync(client));
    }

    [Fact]
    public async Task Leaving_is_told_as_the_contract_prints_it()
    {
        await using var app = ChatApp.Start();
        await using var watcher = await app.ListenAsync();
        await using var client = await app.ConnectAsync();
        await client.SendChatAsync("addUser", Chat.Join("ss"));
        await watcher.ExpectChatAsync("JOIN", "ss");

        client.Kill();

        Assert.Equal(Message(93, """{"roomId":"R","type":"LEAVE","sender":"ss","message":null}""", "members:0\nwindows:0\nleft:*\n"), await ReceiveAsync(watcher));
    }

    [Theory]
    [InlineData("안녕하세요 👋🏽 여러분")]
    [InlineData("""<b>a</b> & 'b' + `c` / é ü ß""")]
    [InlineData("가족 👨‍👩‍👧‍👦 𝒳")]
    public async Task Text_leaves_as_it_came_unescaped(string text)
    {
        await using var app = ChatApp.Start();
        await using var client = await app.ListenAsync();

        await client.SendChatAsync("sendMessage", $$"""{"roomId":"{{Chat.Room}}","sender":"영희","message":"{{text}}","type":"TALK"}""");

        var frame = await client.ExpectAsync("MESSAGE");
        Assert.Equal($$"""{"roomId":"{{Chat.Room}}","type":"TALK","sender":"영희","message":"{{text}}"}""", frame.GetBodyText());
        Assert.Equal(WebSocketMessageType.Text, client.LastMessageType);
    }

    [Fact]
    public async Task Only_what_json_asks_for_is_escaped()
    {
        await using var app = ChatApp.Start();
        await using var client = await app.ListenAsync();

        await client.SendChatAsync("sendMessage",
            $$"""{"roomId":"{{Chat.Room}}","sender":"ss","message":"\u0022\\\n\t\u003c\uc548\ud83d\ude00","type":"TALK"}""");

        Assert.EndsWith("""
            "message":"\"\\\n\t<안😀"}
            """, (await client.ExpectAsync("MESSAGE")).GetBodyText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","message":null""")]
    public async Task A_message_without_text_says_null(string member)
    {
        await using var app = ChatApp.Start();
        await using var client = await app.ListenAsync();

        await client.SendChatAsync("sendMessage", $$"""{"roomId":"{{Chat.Room}}","sender":"ss"{{member}},"type":"TALK"}""");

        await client.ExpectChatAsync("TALK", "ss", null);
    }

    [Fact]
    public async Task Each_message_has_an_id_of_its_own_and_each_subscriber_its_subscription()
    {
        await using var app = ChatApp.Start();
        await using var one = await app.ListenAsync();
        await using var other = await app.ConnectAsync();
        await other.SubscribeAsync(Chat.Topic(), id: "mine");

        await one.SendChatAsync("sendMessage", Chat.Talk("ss", "1"));
        await one.SendChatAsync("sendMessage", Chat.Talk("ss", "2"));

        var (first, second, copy) = (await one.ExpectAsync("MESSAGE"), await one.ExpectAsync("MESSAGE"), await other.ExpectAsync("MESSAGE"));
        Assert.NotEqual(first.Headers["message-id"], second.Headers["message-id"]);
        Assert.Equal(("sub-0", "mine"), (first.Headers["subscription"], copy.Headers["subscription"]));
    }

    private static string Message(int length, string body, string furtherHeaders = "") =>
        $"MESSAGE\ndestination:/topic/public/{Chat.Room}\ncontent-type:application/json\nsubscription:sub-0\nmessage-id:*\n"
        + $"content-length:{length}\nx-stream-offset:*\nx-stream-epoch:*\ntimestamp:*\n{furtherHeaders}\n{body.Replace("\"R\"", $"\"{Chat.Room}\"", StringComparison.Ordinal)}\0";

    private static async Task<string> ReceiveAsync(StompTestClient client) =>
        Varying().Replace(await client.ReceiveRawAsync(), "${name}:*");

    [GeneratedRegex("(?<=\n)(?<name>message-id|joined|left|x-stream-offset|x-stream-epoch|timestamp):[^\n]+", RegexOptions.None, 1000)]
    private static partial Regex Varying();
}
