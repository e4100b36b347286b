using Microsoft.Extensions.Options;
using Stomp.Server.Log;

namespace Stomp.Server.Tests.Log;

/// <summary>When a sender hears that its message is kept. The store is one that commits when the test says so.</summary>
public sealed class ReceiptTests
{
    private readonly HeldStore _store = new(new InMemoryMessageLogStore(Options.Create(new StompOptions())));
    private readonly Gate _gate = new();

    [Theory]
    [InlineData(LogApp.Room)]
    [InlineData("/app/say")]
    public async Task A_receipt_comes_when_the_message_is_committed_and_with_the_broker(string destination)
    {
        await using var app = await StartAsync();
        await using var listener = await app.SubscribedAsync(LogApp.Room);
        await using var client = await app.ConnectAsync();

        await client.SendAsync($"SEND\ndestination:{destination}\nreceipt:r\n\nhi\0");
        await _store.WhenHeldAsync();
        await listener.FenceAsync();
        // Nothing has come to the client: the fence's answer is its first frame.
        await client.FenceAsync();
        _store.LetAll();

        Assert.Equal(1, (await client.ExpectAsync("RECEIPT")).Offset());
        Assert.Equal(["1 hi"], await listener.ReceiveAsync(1));
    }

    [Fact]
    public async Task A_session_goes_on_while_its_message_is_committed_and_what_it_sends_then_is_committed_together()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        for (var i = 1; i <= 5; i++) await client.SendAsync($"SEND\ndestination:/app/say\nreceipt:{i}\n\n{i}\0");
        await _store.WhenHeldAsync();
        await client.FenceAsync();
        _store.Let(2);

        for (var i = 1; i <= 5; i++)
        {
            var receipt = await client.ExpectAsync("RECEIPT");
            Assert.Equal(($"{i}", i), (receipt.Headers["receipt-id"], receipt.Offset()));
        }

        Assert.Equal([1, 4], _store.Batches);
    }

    [Fact]
    public async Task What_comes_in_one_piece_is_committed_in_one_piece_where_the_store_takes_its_time()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await client.SendAsync("SEND\ndestination:/app/say\nreceipt:0\n\n0\0");
        await _store.WhenHeldAsync();
        _store.Let();
        await client.ExpectAsync("RECEIPT");

        await client.SendAsync(string.Concat(Enumerable.Range(1, 5).Select(i => $"SEND\ndestination:/app/say\nreceipt:{i}\n\n{i}\0")));
        await _store.WhenHeldAsync();
        _store.LetAll();
        for (var i = 1; i <= 5; i++) Assert.Equal($"{i}", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);

        Assert.Equal([1, 5], _store.Batches);
    }

    [Fact]
    public async Task A_session_with_many_messages_to_be_committed_waits()
    {
        await using var app = await StartAsync(options => options.MaxPendingLogMessagesPerSession = 2);
        await using var client = await app.ConnectAsync();

        await client.SendAsync(string.Concat(Enumerable.Range(1, 5).Select(i => $"SEND\ndestination:{LogApp.Room}\nreceipt:{i}\n\n{i}\0")));
        await _store.WhenHeldAsync();
        _store.Let(2);
        await client.ExpectAsync("RECEIPT");
        await client.ExpectAsync("RECEIPT");
        await _store.WhenHeldAsync();
        _store.LetAll();

        for (var i = 3; i <= 5; i++) Assert.Equal($"{i}", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        Assert.All(_store.Batches, batch => Assert.InRange(batch, 1, 2));
    }

    [Fact]
    public async Task Publishers_wait_while_too_much_waits_for_a_commit_and_nothing_is_lost()
    {
        await using var app = await StartAsync(options => options.MaxPendingLogMessages = 3);
        await using var listener = await app.SubscribedAsync(LogApp.Room);

        var sending = Enumerable.Range(0, 20).Select(async sender =>
        {
            await using var client = await app.ConnectAsync();
            for (var i = 0; i < 5; i++) await client.SendAsync($"SEND\ndestination:{LogApp.Room}\nreceipt:{i}\n\n{sender}\0");
            for (var i = 0; i < 5; i++) await client.ExpectAsync("RECEIPT");
        }).ToArray();
        await _store.WhenHeldAsync();
        _store.LetAll();
        await Task.WhenAll(sending);

        for (var offset = 1; offset <= 100; offset++) Assert.Equal(offset, (await listener.ExpectAsync("MESSAGE")).Offset());
        // Each sender may have one more than there was room for.
        Assert.All(_store.Batches, batch => Assert.InRange(batch, 1, 3 + 20));
    }

    [Fact]
    public async Task A_frame_that_leads_to_several_messages_has_one_receipt_without_an_offset_when_all_are_committed()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SEND\ndestination:/app/say-twice\nreceipt:r\n\nhi\0");
        await _store.WhenHeldAsync();
        await client.FenceAsync();
        _store.Let();
        await _store.WhenHeldAsync();
        await client.FenceAsync();
        _store.Let();

        var receipt = await client.ExpectAsync("RECEIPT");
        Assert.Equal(("r", null), (receipt.Headers["receipt-id"], receipt.Headers["x-stream-offset"]));
    }

    [Fact]
    public async Task The_receipt_of_DISCONNECT_comes_behind_all_others()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await client.SendAsync($"SEND\ndestination:{LogApp.Room}\nreceipt:1\n\na\0SEND\ndestination:{LogApp.Room}\nreceipt:2\n\nb\0DISCONNECT\nreceipt:3\n\n\0");
        await _store.WhenHeldAsync();

        _store.LetAll();

        for (var i = 1; i <= 3; i++) Assert.Equal($"{i}", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        await client.ClosedAsync();
    }

    [Fact]
    public async Task What_a_session_said_before_it_was_gone_is_committed_and_comes_before_its_LEAVE()
    {
        await using var app = await StartAsync(stomp: stomp => stomp.AddSessionListener<Leaves>());
        await using var listener = await app.SubscribedAsync(LogApp.Room);
        await listener.SubscribeAsync("/topic/plain", "plain");
        var client = await app.ConnectAsync();
        await client.SendAsync($"SEND\ndestination:{LogApp.Room}\n\na\0SEND\ndestination:{LogApp.Room}\n\nb\0");
        await _store.WhenHeldAsync();
        await client.FenceAsync();
        client.Kill();
        await Eventually.TrueAsync(() => app.FindSession(client.SessionId) is null);
        _store.LetAll();

        Assert.Equal(["1 a", "2 b"], await listener.ReceiveAsync(2));
        Assert.Equal("left", await listener.ReceiveBodyAsync());
    }

    [Fact]
    public async Task A_transaction_is_committed_in_one_piece()
    {
        await using var app = await StartAsync(options => options.MaxPendingLogMessagesPerSession = 100);
        await using var client = await app.SubscribedAsync(LogApp.Room);
        await client.SendAsync("BEGIN\ntransaction:t\n\n\0" + string.Concat(Enumerable.Range(1, 5).Select(i =>
            $"SEND\ndestination:{(i % 2 == 0 ? LogApp.Room : "/app/say")}\ntransaction:t\n\n{i}\0")) + "COMMIT\ntransaction:t\nreceipt:all\n\n\0");
        await _store.WhenHeldAsync();
        await client.SendAsync("SUBSCRIBE\nid:fence\ndestination:/topic/fence\nreceipt:fence\n\n\0");
        Assert.Equal("fence", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        _store.Let();

        // Controllers come first in a COMMIT.
        Assert.Equal(["1 1", "2 3", "3 5", "4 2", "5 4"], await client.ReceiveAsync(5));
        Assert.Equal("all", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        Assert.Equal([5], _store.Batches);
    }

    [Fact]
    public async Task What_a_handler_sends_behind_its_frame_is_waited_for_by_itself()
    {
        await using var app = await StartAsync();
        await using var client = await app.SubscribedAsync("/topic/plain");
        await client.SendAsync("SEND\ndestination:/app/say-later\nreceipt:r\n\nhi\0");
        Assert.Equal("r", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        _gate.Open();
        await _store.WhenHeldAsync();
        await client.FenceAsync();
        _store.LetAll();

        Assert.Equal("hi is committed", await client.ReceiveBodyAsync());
    }

    [Fact]
    public async Task Outside_of_a_frame_the_call_is_done_when_the_message_is_committed()
    {
        await using var app = await StartAsync();
        await using var listener = await app.SubscribedAsync(LogApp.Room);

        var sending = app.Template.SendAsync(LogApp.Room, "hi").AsTask();
        await _store.WhenHeldAsync();
        Assert.False(sending.IsCompleted);
        _store.LetAll();

        await sending.WaitAsync(StompTestClient.Patience);
        Assert.Equal(["1 hi"], await listener.ReceiveAsync(1));
    }

    [Fact]
    public async Task Messages_that_wait_are_committed_when_the_application_stops()
    {
        var app = await StartAsync();
        var sending = app.Template.SendAsync(LogApp.Room, "hi").AsTask();
        await _store.WhenHeldAsync();
        var stopping = app.StopAsync();
        _store.LetAll();

        await stopping.WaitAsync(StompTestClient.Patience);
        await sending.WaitAsync(StompTestClient.Patience);
        Assert.Equal(2, (await _store.GetRangeAsync(LogApp.Room)).Next);
        await app.DisposeAsync();
    }

    private Task<TestApp> StartAsync(Action<StompOptions>? options = null, Action<StompBuilder>? stomp = null) => LogApp.StartAsync(options, _store, builder =>
    {
        builder.Add(_gate).AddMessageController<LogController>();
        stomp?.Invoke(builder);
    });

    private sealed class Leaves(IMessageTemplate template) : IStompSessionListener
    {
        public ValueTask OnDisconnectedAsync(IStompSession session, DisconnectReason reason) => template.SendAsync("/topic/plain", "left");
    }
}
