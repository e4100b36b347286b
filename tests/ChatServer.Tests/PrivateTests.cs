using System.Text.Json;
using Stomp;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>What members say to each other, past the room.</summary>
public sealed class PrivateTests : IAsyncLifetime
{
    private const string Minseo = "passcode:minseo's long secret\n";
    private const string Jihun = "passcode:jihun's long secret\n";

    private readonly ChatApp _app = ChatApp.Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task A_message_comes_to_all_windows_of_both_with_its_place_in_their_log()
    {
        await using var sender = await JoinAsync("민서", Minseo);
        await using var senderTab = await ConnectAsync(Minseo);
        await using var recipient = await JoinAsync("지훈", Jihun);
        await using var recipientTab = await ConnectAsync(Jihun);
        await using var stranger = await ConnectAsync("passcode:a stranger's secret\n");
        var (from, to) = (await IdAsync(sender, "민서"), await IdAsync(sender, "지훈"));

        await SayAsync(sender, "민서", to, "비밀 & secret", "idempotency-key:k-1\n");

        string? epoch = null;
        foreach (var client in (StompTestClient[])[senderTab, recipient, recipientTab])
        {
            var frame = await client.ExpectAsync("MESSAGE");
            Assert.Equal(("/user/queue/private", "1", "k-1", $"{_app.Time.GetUtcNow().ToUnixTimeMilliseconds()}"), (frame.Headers["destination"],
                frame.Headers["x-stream-offset"], frame.Headers["idempotency-key"], frame.Headers["timestamp"]));
            Assert.Equal(epoch ??= frame.Headers["x-stream-epoch"], frame.Headers["x-stream-epoch"]);
            Assert.NotNull(epoch);
            Assert.Equal($$"""{"from":"{{from}}","to":"{{to}}","sender":"민서","recipient":"지훈","message":"비밀 & secret"}""", frame.GetBodyText());
        }

        await stranger.FenceAsync();
    }

    [Fact]
    public async Task A_repeat_under_the_same_key_gets_its_receipt_and_is_not_sent_again()
    {
        await using var sender = await JoinAsync("민서", Minseo);
        await using var recipient = await JoinAsync("지훈", Jihun);
        var to = await IdAsync(sender, "지훈");

        for (var i = 0; i < 2; i++) await SayAsync(sender, "민서", to, "once", "idempotency-key:k-1\n");
        await SayAsync(sender, "민서", to, "twice");

        Assert.Equal("1", (await recipient.ExpectAsync("MESSAGE")).Headers["x-stream-offset"]);
        Assert.Equal("2", (await recipient.ExpectAsync("MESSAGE")).Headers["x-stream-offset"]);
        await recipient.FenceAsync();
    }

    [Fact]
    public async Task Conversations_are_listed_with_their_last_message_and_read_in_pages()
    {
        await using var sender = await JoinAsync("민서", Minseo);
        await using var recipient = await JoinAsync("지훈", Jihun);
        await using var third = await JoinAsync("서연", "passcode:seoyeon's secret\n");
        var (from, to) = (await IdAsync(sender, "민서"), await IdAsync(sender, "지훈"));
        for (var i = 1; i <= 5; i++) await SayAsync(sender, "민서", to, $"{i}");
        _app.Time.Advance(TimeSpan.FromSeconds(1));
        await SayAsync(sender, "민서", await IdAsync(sender, "서연"), new string('x', 600));

        var list = await sender.AskAsync("/app/chat/private");
        Assert.Equal(["서연", "지훈"], list.Select(one => one.Text("name")));
        Assert.Equal((to, 5, 5, "5"), (list[1].Text("with"), list[1].Number("lastOffset"), list[1].GetProperty("last").Number("offset"), list[1].GetProperty("last").Text("message")));
        Assert.Equal(500, list[0].GetProperty("last").Text("message")!.Length);
        var others = Assert.Single(await AskBehindAsync(recipient, "/app/chat/private", messages: 5));
        Assert.Equal((from, "민서"), (others.Text("with"), others.Text("name")));

        Assert.Equal([4, 5], await OffsetsAsync(sender, to, "limit:2\n"));
        Assert.Equal([2, 3], await OffsetsAsync(sender, to, "limit:2\nbefore:4\n"));
        Assert.Equal([4, 5], await OffsetsAsync(sender, to, "after:3\n"));
        var page = await sender.AskOnceAsync($"/app/chat/private/{to}", headers: "limit:1\n");
        Assert.Equal((1, 6), (page.Number("first"), page.Number("next")));
        Assert.Equal((from, to, "민서", "지훈", "5"), (page.GetProperty("messages")[0].Text("from"), page.GetProperty("messages")[0].Text("to"),
            page.GetProperty("messages")[0].Text("sender"), page.GetProperty("messages")[0].Text("recipient"), page.GetProperty("messages")[0].Text("message")));
        await third.ExpectAsync("MESSAGE");
        Assert.Equal([], await OffsetsAsync(third, to, ""));
    }

    [Fact]
    public async Task Who_has_talked_with_somebody_may_write_on_when_that_one_has_left()
    {
        await using var sender = await JoinAsync("민서", Minseo);
        var recipient = await JoinAsync("지훈", Jihun);
        var to = await IdAsync(sender, "지훈");
        await SayAsync(sender, "민서", to, "hi");
        recipient.Kill();
        await _app.WhenSessionsAsync(1);

        await SayAsync(sender, "민서", to, "are you there?");

        await using var back = await ConnectAsync(Jihun);
        var last = Assert.Single(await back.AskAsync("/app/chat/private")).GetProperty("last");
        Assert.Equal("are you there?", last.Text("message"));
        await recipient.DisposeAsync();
    }

    [Fact]
    public async Task Conversations_of_anonymous_sessions_end_with_them()
    {
        await using var sender = await JoinAsync("민서", Minseo);
        var anonymous = await JoinAsync("ss", "");
        var to = await IdAsync(sender, "ss");
        await SayAsync(sender, "민서", to, "hi");
        Assert.Equal("hi", JsonSerializer.Deserialize<JsonElement>(await anonymous.ReceiveBodyAsync()).Text("message"));
        Assert.Equal("ss", Assert.Single(await sender.AskAsync("/app/chat/private")).Text("name"));

        anonymous.Kill();
        await _app.WhenSessionsAsync(1);

        await Eventually.TrueAsync(async () => (await sender.AskAsync("/app/chat/private")).Count == 0);
        await RefusedAsync(sender, Text("민서", to, "still there?"), "urn:chat:no-member");
        await anonymous.DisposeAsync();
    }

    [Theory]
    [InlineData("nobody", "민서", "hi", Chat.Room, "urn:chat:no-member")]
    [InlineData("", "민서", "hi", Chat.Room, "urn:chat:no-member")]
    [InlineData("u-a/b", "민서", "hi", Chat.Room, "urn:chat:no-member")]
    [InlineData("SELF", "민서", "hi", Chat.Room, "urn:chat:no-member")]
    [InlineData("nobody", "지훈", "hi", Chat.Room, "urn:chat:not-your-name")]
    [InlineData("nobody", "민서", "hi", "elsewhere", "urn:chat:not-joined")]
    [InlineData("nobody", "민서", "", Chat.Room, "urn:chat:message")]
    public async Task What_may_not_be_said_is_refused(string to, string sender, string text, string room, string problem)
    {
        await using var client = await JoinAsync("민서", Minseo);
        if (to == "SELF") to = await IdAsync(client, "민서");

        await RefusedAsync(client, Text(sender, to, text, room), problem);
    }

    [Theory]
    [InlineData("limit:0\n", "about:blank")]
    [InlineData("limit:101\n", "about:blank")]
    [InlineData("before:1\nafter:1\n", "about:blank")]
    public async Task Pages_that_cannot_be_are_refused(string headers, string problem)
    {
        await using var client = await ConnectAsync(Minseo);
        await client.SubscribeAsync("/user/queue/errors", "errors");

        await client.SendAsync($"SUBSCRIBE\nid:x\ndestination:/app/chat/private/u-x\n{headers}\n\0");

        await client.ExpectRefusalAsync(problem);
    }

    [Theory]
    [InlineData("/topic/private/a/b")]
    [InlineData("/topic/private/**")]
    public async Task Nobody_listens_to_others_logs(string destination)
    {
        await using var app = ChatApp.Start(("Stomp:AllowPatternSubscriptions", "true"), ("Stomp:AllowSendToBroker", "true"));
        await using var client = await app.ConnectAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");

        await client.SendAsync($"SUBSCRIBE\nid:x\ndestination:{destination}\nx-stream-offset:first\n\n\0");
        await client.ExpectRefusalAsync("urn:stomp:destination-refused");
        await client.SendAsync("SEND\ndestination:/topic/private/a/b\n\nforged\0");
        await client.ExpectRefusalAsync("urn:stomp:destination-refused");
    }

    private static string Text(string sender, string to, string text, string room = Chat.Room) =>
        JsonSerializer.Serialize(new { to, sender, message = text, roomId = room });

    private static async Task SayAsync(StompTestClient client, string sender, string to, string text, string? headers = null)
    {
        await client.SendChatAsync("private", Text(sender, to, text), $"receipt:said\n{headers}");
        StompFrame frame;
        do frame = await client.ReceiveAsync();
        while (frame.Command == StompCommand.Message && frame.Headers["destination"] == "/user/queue/private");
        Assert.Equal("said", frame.Headers["receipt-id"]);
    }

    private static async Task RefusedAsync(StompTestClient client, string body, string problem)
    {
        await client.SubscribeAsync("/user/queue/errors", "errors");
        await client.SendChatAsync("private", body);
        await client.ExpectRefusalAsync(problem);
    }

    private static async Task<IReadOnlyList<JsonElement>> AskBehindAsync(StompTestClient client, string destination, int messages)
    {
        for (var i = 0; i < messages; i++) await client.ExpectAsync("MESSAGE");
        return await client.AskAsync(destination);
    }

    private static async Task<IEnumerable<long>> OffsetsAsync(StompTestClient client, string with, string headers) =>
        (await client.AskOnceAsync($"/app/chat/private/{with}", headers: headers)).GetProperty("messages").EnumerateArray().Select(message => message.Number("offset"));

    private static async Task<string> IdAsync(StompTestClient client, string name) =>
        (await client.MembersAsync()).Single(member => member.Text("name") == name).Text("id")!;

    private async Task<StompTestClient> ConnectAsync(string headers)
    {
        var client = await _app.ConnectAsync(headers);
        await client.SubscribeAsync("/user/queue/private", "private");
        return client;
    }

    private async Task<StompTestClient> JoinAsync(string name, string headers)
    {
        var client = await ConnectAsync(headers);
        await client.SendChatAsync("addUser", Chat.Join(name), "receipt:in\n");
        await client.ExpectAsync("RECEIPT");
        return client;
    }
}
