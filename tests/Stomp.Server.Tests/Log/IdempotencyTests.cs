using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Stomp.Server.Log;

namespace Stomp.Server.Tests.Log;

/// <summary>A SEND that is repeated under its <c>idempotency-key</c>.</summary>
public sealed class IdempotencyTests
{
    [Theory]
    [InlineData(LogApp.Room)]
    [InlineData("/app/say")]
    public async Task A_repeat_gets_its_receipt_and_is_not_sent_twice(string destination)
    {
        await using var app = await StartAsync();
        await using var listener = await app.SubscribedAsync(LogApp.Room);
        await using (var client = await app.ConnectAsync()) Assert.Equal(1, (await client.SayAsync("a", destination, "idempotency-key:k\n")).Offset());
        await using var again = await app.ConnectAsync();

        Assert.Equal(1, (await again.SayAsync("a", destination, "idempotency-key:k\n")).Offset());
        Assert.Equal(2, (await again.SayAsync("b", destination, "idempotency-key:l\n")).Offset());

        var message = await listener.ExpectAsync("MESSAGE");
        Assert.Equal(("a", "k"), (message.GetBodyText(), message.Headers["idempotency-key"]));
        Assert.Equal(["2 b"], await listener.ReceiveAsync(1));
    }

    [Fact]
    public async Task Each_message_of_a_frame_is_recognised_by_itself()
    {
        await using var app = await StartAsync();
        await using var listener = await app.SubscribedAsync(LogApp.Room);
        await using var client = await app.ConnectAsync();
        await client.SayAsync("a", "/app/say-twice", "idempotency-key:k\n");
        await client.SayAsync("a", "/app/say-twice", "idempotency-key:k\n");
        await client.SayAsync("b", "/app/say-twice", "idempotency-key:l\n");

        Assert.Equal(["1 a 1", "2 a 2", "3 b 1", "4 b 2"], await listener.ReceiveAsync(4));
    }

    [Fact]
    public async Task Keys_belong_to_the_user_and_those_of_who_is_anonymous_to_the_destination()
    {
        await using var app = await TestApp.StartAsync(
            options =>
            {
                options.AllowSendToBroker = true;
                options.Log("/topic/room/**");
            },
            map: Users.Authenticate);
        await using var bob = await app.ConnectAsAsync("bob");
        await using var bobToo = await app.ConnectAsAsync("bob");
        await using var eve = await app.ConnectAsAsync("eve");
        await using var nobody = await app.ConnectAsync();
        await using var nobodyElse = await app.ConnectAsync();

        Assert.Equal(1, (await bob.SayAsync("a", headers: "idempotency-key:k\n")).Offset());
        Assert.Equal(1, (await bobToo.SayAsync("a", headers: "idempotency-key:k\n")).Offset());
        Assert.Equal(2, (await eve.SayAsync("a", headers: "idempotency-key:k\n")).Offset());
        Assert.Equal(3, (await nobody.SayAsync("a", headers: "idempotency-key:k\n")).Offset());
        Assert.Equal(3, (await nobodyElse.SayAsync("a", headers: "idempotency-key:k\n")).Offset());
        Assert.Equal(1, (await bob.SayAsync("a", "/topic/room/other", "idempotency-key:k\n")).Offset());
    }

    [Fact]
    public async Task A_repeat_is_recognised_while_the_first_is_committed()
    {
        var store = new HeldStore(new InMemoryMessageLogStore(Options.Create(new StompOptions())));
        await using var app = await StartAsync(store: store);
        await using var client = await app.ConnectAsync();
        for (var i = 1; i <= 3; i++) await client.SendAsync($"SEND\ndestination:{LogApp.Room}\nidempotency-key:k\nreceipt:{i}\n\na\0");
        await store.WhenHeldAsync();
        store.LetAll();

        for (var i = 1; i <= 3; i++)
        {
            var receipt = await client.ExpectAsync("RECEIPT");
            Assert.Equal(($"{i}", 1), (receipt.Headers["receipt-id"], receipt.Offset()));
        }

        Assert.Equal(2, (await store.GetRangeAsync(LogApp.Room)).Next);
    }

    [Fact]
    public async Task A_key_is_forgotten_behind_its_window()
    {
        var time = new FakeTime();
        await using var app = await StartAsync(options => options.IdempotencyWindow = TimeSpan.FromMinutes(5), time: time);
        await using var client = await app.ConnectAsync();
        await client.SayAsync("a", headers: "idempotency-key:k\n");
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(1, (await client.SayAsync("b", headers: "idempotency-key:k\n")).Offset());

        time.Advance(TimeSpan.FromMinutes(2));

        await Eventually.TrueAsync(async () => (await client.SayAsync("c", headers: "idempotency-key:k\n")).Offset() == 2);
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_an_ERROR()
    {
        await using var app = await StartAsync(options => options.MaxIdempotencyKeyLength = 10);
        await using var client = await app.ConnectAsync();
        await client.SayAsync("a", headers: "idempotency-key:1234567890\n");

        await client.SendAsync($"SEND\ndestination:{LogApp.Room}\nidempotency-key:12345678901\n\na\0");

        Assert.Contains("expected 1 to 10 characters", (await client.ExpectErrorAsync()).Headers["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_only_kept_is_in_the_log_once_and_a_replay_has_it()
    {
        await using var app = await StartAsync();
        await using var live = await app.SubscribedAsync(LogApp.Room);
        await using var plain = await app.SubscribedAsync("/topic/plain");
        await using var client = await app.ConnectAsync();
        Assert.Equal(1, (await client.SayAsync("a", "/app/keep", "idempotency-key:k\n")).Offset());
        Assert.Equal(1, (await client.SayAsync("a", "/app/keep", "idempotency-key:k\n")).Offset());
        Assert.Equal(2, (await client.SayAsync("b")).Offset());
        await client.ResumeAsync("x-stream-offset:first");

        Assert.Equal(["1 a", "2 b"], await client.ReceiveAsync(2));
        Assert.Equal(["2 b"], await live.ReceiveAsync(1));
        Assert.Equal("1 False", await plain.ReceiveBodyAsync());
        Assert.Equal("1 True", await plain.ReceiveBodyAsync());
        var log = app.Services.GetRequiredService<IMessageLog>();
        Assert.Equal(["k", null], (await log.ReadAsync(LogApp.Room, 1, 10)).Select(message => message.Headers?["idempotency-key"]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await log.AppendAsync("/topic/plain", "x"));
    }

    private static Task<TestApp> StartAsync(Action<StompOptions>? options = null, IMessageLogStore? store = null, FakeTime? time = null) =>
        LogApp.StartAsync(
            all =>
            {
                all.HeartBeatIncoming = all.HeartBeatOutgoing = TimeSpan.Zero;
                options?.Invoke(all);
            },
            store,
            stomp => stomp.Add(new Gate()).AddMessageController<LogController>(),
            time);
}
