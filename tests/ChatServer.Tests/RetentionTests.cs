using System.Text.Json;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>The settings say how much of what was said is kept.</summary>
public sealed class RetentionTests
{
    [Theory]
    [InlineData("MaxMessages", "2")]
    [InlineData("MaxAge", "00:00:30")]
    [InlineData("MaxBytes", "200")]
    public async Task Of_a_room_so_much_is_kept(string limit, string value)
    {
        await using var app = ChatApp.Start(($"Chat:Retention:Rooms:{limit}", value), ("Stomp:LogTrimInterval", "00:00:10"));
        await using var client = await app.ConnectAsync();
        using var http = app.CreateClient();
        for (var i = 1; i <= 4; i++)
        {
            await client.SendChatAsync("sendMessage", Chat.Talk("ss", $"{i}"), "receipt:r\n");
            await client.ExpectAsync("RECEIPT");
            app.Time.Advance(TimeSpan.FromSeconds(9));
        }

        app.Time.Advance(TimeSpan.FromSeconds(10));

        await Eventually.TrueAsync(async () => (await http.GetJsonAsync($"/api/rooms/{Chat.Room}/messages")).Number("first") == 3);
        var page = await http.GetJsonAsync($"/api/rooms/{Chat.Room}/messages");
        Assert.Equal(["3", "4"], page.GetProperty("messages").EnumerateArray().Select(message => message.Text("message")));
        Assert.Equal(5, page.Number("next"));
        // A new client is told that there was more.
        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Chat.Topic()}\nx-stream-offset:offset=1\nreceipt:s\n\n\0");
        Assert.Equal("false", (await client.ExpectAsync("RECEIPT")).Headers["recovered"]);
    }

    [Fact]
    public async Task Private_messages_have_a_limit_of_their_own()
    {
        await using var app = ChatApp.Start(("Chat:Retention:Private:MaxMessages", "1"), ("Stomp:LogTrimInterval", "00:00:10"));
        await using var one = await JoinAsync(app, "민서", "passcode:minseo's long secret\n");
        await using var other = await JoinAsync(app, "지훈", "passcode:jihun's long secret\n");
        var to = (await one.MembersAsync()).Single(member => member.Text("name") == "지훈").Text("id");
        for (var i = 1; i <= 3; i++)
        {
            await one.SendChatAsync("private", $$"""{"to":"{{to}}","sender":"민서","message":"{{i}}","roomId":"{{Chat.Room}}"}""", "receipt:r\n");
            await one.ExpectAsync("RECEIPT");
        }

        app.Time.Advance(TimeSpan.FromSeconds(10));

        JsonElement talk = default;
        await Eventually.TrueAsync(async () => (talk = await one.AskOnceAsync($"/app/chat/private/{to}")).Number("first") == 3);
        Assert.Equal("3", Assert.Single(talk.GetProperty("messages").EnumerateArray()).Text("message"));
        using var http = app.CreateClient();
        Assert.Equal(1, (await http.GetJsonAsync($"/api/rooms/{Chat.Room}/messages")).Number("first"));
    }

    [Theory]
    [InlineData("Chat:Retention:Rooms:MaxMessages", "0")]
    [InlineData("Chat:Retention:Private:MaxAge", "00:00:00")]
    [InlineData("Chat:Retention:Rooms:MaxBytes", "-1")]
    [InlineData("Chat:Retention:Seen:MaxNames", "0")]
    public void A_limit_that_makes_no_sense_is_told_at_start(string key, string value)
    {
        var fault = Assert.ThrowsAny<Exception>(() => ChatApp.Start((key, value)));

        Assert.Contains(key[(key.LastIndexOf(':') + 1)..], fault.ToString(), StringComparison.Ordinal);
    }

    private static async Task<StompTestClient> JoinAsync(ChatApp app, string name, string headers)
    {
        var client = await app.ConnectAsync(headers);
        await client.SendChatAsync("addUser", Chat.Join(name), "receipt:in\n");
        await client.ExpectAsync("RECEIPT");
        return client;
    }
}
