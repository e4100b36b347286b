using System.Collections.Concurrent;
using Testing.Server;

namespace Stomp.Client.Tests;

/// <summary>The client against our own server, over WebSocket.</summary>
public sealed class ChatServerTests
{
    private static readonly TimeSpan Patience = StompTestClient.Patience;

    [Fact]
    public async Task Ten_thousand_messages_arrive_in_order()
    {
        await using var app = await StartAsync();
        await using var client = await ConnectAsync(app);
        await using var messages = await OpenAsync(client, "/topic/a");
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 10_000; i++) await client.SendAsync("/topic/a", $"{i}");
        });
        for (var i = 0; i < 10_000; i++) Assert.Equal($"{i}", (await messages.NextAsync()).Text);
        await sending.WaitAsync(Patience);
    }

    [Fact]
    public async Task Senders_on_many_threads_do_not_mix_their_frames()
    {
        await using var app = await StartAsync();
        await using var client = await ConnectAsync(app);
        await using var messages = await OpenAsync(client, "/topic/a");
        var sending = Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 250; i++) await client.SendAsync("/topic/a", $"{thread}:{i}:{new string('x', i)}");
        })));
        var next = new int[8];
        for (var i = 0; i < 2000; i++)
        {
            var parts = (await messages.NextAsync()).Text.Split(':');
            var thread = parts[0][0] - '0';
            Assert.Equal($"{next[thread]}", parts[1]);
            Assert.Equal(next[thread]++, parts[2].Length);
        }

        await sending.WaitAsync(Patience);
    }

    [Fact]
    public async Task Text_and_bytes_and_headers_arrive_as_they_were_sent()
    {
        await using var app = await StartAsync();
        await using var client = await ConnectAsync(app);
        await using var messages = await OpenAsync(client, "/topic/a");
        byte[] bytes = [0, 0xFF, 1];
        await client.SendWithReceiptAsync("/topic/a", bytes, new() { { "kind", "a:b\n" } });
        await client.SendWithReceiptAsync("/topic/a", "{}", new() { { "content-type", "application/json" } });
        var first = await messages.NextAsync();
        Assert.Equal(bytes, first.Body.ToArray());
        Assert.Equal("a:b\n", first.Headers["kind"]);
        Assert.Equal("application/json", (await messages.NextAsync()).ContentType);
    }

    [Fact]
    public async Task After_a_restart_on_the_same_port_subscriptions_are_restored()
    {
        var app = await StartAsync();
        var port = app.HttpAddress.Port;
        await using var client = await ConnectAsync(app, new() { Reconnect = new() { InitialDelay = TimeSpan.FromMilliseconds(20) } });
        var handled = new ConcurrentQueue<string>();
        await using var handling = await client.SubscribeAsync("/topic/handled", (message, _) =>
        {
            handled.Enqueue(message.Text);
            return default;
        });
        await using var messages = await OpenAsync(client, "/topic/a");
        await client.SendWithReceiptAsync("/topic/a", "before");
        Assert.Equal("before", (await messages.NextAsync()).Text);
        var lost = WhenAsync(client, StompClientState.Reconnecting);
        await app.StopAsync().WaitAsync(Patience);
        await app.DisposeAsync();
        await lost.WaitAsync(Patience);

        await using var restarted = await StartAsync(port);
        await client.WhenConnectedAsync().WaitAsync(Patience);
        await client.SendAsync("/topic/handled", "after");
        await client.SendWithReceiptAsync("/topic/a", "after");

        Assert.Equal("after", (await messages.NextAsync()).Text);
        await Eventually.TrueAsync(() => handled.Contains("after"));
    }

    [Fact]
    public async Task A_slow_consumer_stops_the_reading_and_loses_nothing()
    {
        await using var app = await StartAsync();
        await using var client = await ConnectAsync(app);
        await using var sender = await ConnectAsync(app);
        await using var slow = new Reading(await client.OpenSubscriptionAsync("/topic/a", new() { BufferCapacity = 4 }));
        for (var i = 0; i < 300; i++) await sender.SendWithReceiptAsync("/topic/a", $"{i}");

        // The reader waits behind the fifth message, so the receipt of the same connection does not come.
        var receipt = client.SendWithReceiptAsync("/topic/other", "x");
        await sender.SendWithReceiptAsync("/topic/other", "x");
        Assert.False(receipt.IsCompleted);
        for (var i = 0; i < 300; i++) Assert.Equal($"{i}", (await slow.NextAsync()).Text);
        await receipt.WaitAsync(Patience);
    }

    [Fact]
    public async Task Leaving_an_enumeration_unsubscribes()
    {
        await using var app = await StartAsync();
        await using var client = await ConnectAsync(app);
        for (var round = 0; round < 2; round++)
        {
            // The same id again: the server takes it only if the first was given up.
            var messages = client.SubscribeAsync("/topic/a", new() { Id = "same" });
            using var publishing = new CancellationTokenSource(Patience);
            var sending = SendUntilAsync(client, "/topic/a", publishing.Token);
            await foreach (var message in messages.WithCancellation(publishing.Token))
            {
                Assert.Equal("x", message.Text);
                break;
            }

            await publishing.CancelAsync();
            await sending;
        }
    }

    [Fact]
    public async Task An_enumeration_can_be_cancelled()
    {
        await using var app = await StartAsync();
        await using var client = await ConnectAsync(app);
        using var cancelled = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            await foreach (var message in client.SubscribeAsync("/topic/a", cancellationToken: cancelled.Token)) Assert.Fail(message.Text);
        });
        await client.SendWithReceiptAsync("/topic/b", "x");
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Patience));
        await client.SendWithReceiptAsync("/topic/b", "still there");
    }

    [Fact]
    public async Task A_handler_gets_one_message_after_the_other_and_its_disposal_waits_for_it()
    {
        await using var app = await StartAsync();
        await using var client = await ConnectAsync(app);
        var (entered, leave) = (new TaskCompletionSource(), new TaskCompletionSource());
        var running = 0;
        var subscription = await client.SubscribeAsync("/topic/a", async (_, cancellationToken) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            entered.TrySetResult();
            await leave.Task;
            Assert.True(cancellationToken.IsCancellationRequested);
            Interlocked.Decrement(ref running);
        });
        for (var i = 0; i < 3; i++) await client.SendWithReceiptAsync("/topic/a", "x");
        await entered.Task.WaitAsync(Patience);
        var disposing = subscription.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        leave.SetResult();
        await disposing.WaitAsync(Patience);
        await subscription.Completion.WaitAsync(Patience);
    }

    [Fact]
    public async Task What_a_handler_throws_ends_its_subscription_and_is_found_there()
    {
        await using var app = await StartAsync();
        await using var client = await ConnectAsync(app);
        await using var subscription = await client.SubscribeAsync("/topic/a", (_, _) => throw new InvalidOperationException("mine"));
        await client.SendWithReceiptAsync("/topic/a", "x");
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => subscription.Completion.WaitAsync(Patience));
        Assert.Equal("mine", fault.Message);
        await client.SendWithReceiptAsync("/topic/a", "still there");
    }

    [Fact]
    public async Task A_handler_may_close_its_own_subscription()
    {
        await using var app = await StartAsync();
        await using var client = await ConnectAsync(app);
        StompSubscription? own = null;
        own = await client.SubscribeAsync("/topic/a", (_, _) => own!.DisposeAsync());
        await client.SendWithReceiptAsync("/topic/a", "x");
        await own.Completion.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_client_can_be_disposed_of_while_all_is_busy()
    {
        await using var app = await StartAsync();
        var client = await ConnectAsync(app);
        await using var stalled = new Reading(await client.OpenSubscriptionAsync("/topic/a", new() { BufferCapacity = 1 }));
        var enumerating = Task.Run(async () =>
        {
            await foreach (var _ in client.SubscribeAsync("/topic/b")) { }
        });
        var sending = Enumerable.Range(0, 4).Select(_ => SendUntilAsync(client, "/topic/a", CancellationToken.None)).ToArray();
        await stalled.NextAsync();

        await Task.WhenAll(client.DisposeAsync().AsTask(), client.DisposeAsync().AsTask()).WaitAsync(Patience);

        await Task.WhenAll(sending).WaitAsync(Patience);
        var ended = await Task.WhenAny(enumerating).WaitAsync(Patience);
        // It had begun, or came too late to begin.
        Assert.True(ended.IsCompletedSuccessfully || ended.Exception!.InnerException is ObjectDisposedException or StompConnectionException,
            $"{ended.Exception}");
        await app.WhenSessionsAsync(0);
    }

    [Fact]
    public async Task What_the_server_does_not_take_is_the_error_of_the_call()
    {
        await using var app = await StartAsync();
        await using var client = await ConnectAsync(app);
        await Assert.ThrowsAsync<StompErrorException>(() => client.OpenSubscriptionAsync("/nowhere").WaitAsync(Patience));
        await Assert.ThrowsAnyAsync<Exception>(() => client.Closed.WaitAsync(Patience));
    }

    [Fact]
    public async Task The_servers_heart_beats_keep_the_client_and_the_clients_the_server()
    {
        await using var app = await TestApp.StartAsync(options => (options.HeartBeatIncoming, options.HeartBeatOutgoing) = (Tenth, Tenth));
        await using var client = await ConnectAsync(app, new()
        {
            HeartBeatIncoming = Tenth,
            HeartBeatOutgoing = Tenth,
            HeartBeatTolerance = 10,
            Reconnect = StompReconnectOptions.Never,
        });
        await Assert.ThrowsAsync<TimeoutException>(() => client.Closed.WaitAsync(15 * Tenth));
    }

    private static TimeSpan Tenth => TimeSpan.FromMilliseconds(100);

    private static Task<TestApp> StartAsync(int port = 0) =>
        TestApp.StartAsync(options => (options.AllowSendToBroker, options.MaxQueuedBytes) = (true, 16 * 1024 * 1024), port: port);

    private static async Task<StompClient> ConnectAsync(TestApp app, StompClientOptions? options = null)
    {
        // A connection that is lost fails the test with the reason, unless the test is about that.
        var client = new StompClient(app.Endpoint, options ?? new() { Reconnect = StompReconnectOptions.Never });
        await client.ConnectAsync().WaitAsync(Patience);
        return client;
    }

    private static async Task<Reading> OpenAsync(StompClient client, string destination) =>
        new(await client.OpenSubscriptionAsync(destination).WaitAsync(Patience));

    private static Task WhenAsync(StompClient client, StompClientState state)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.StateChanged += (_, e) =>
        {
            if (e.State == state) reached.TrySetResult();
        };
        return reached.Task;
    }

    private static async Task SendUntilAsync(StompClient client, string destination, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested) await client.SendWithReceiptAsync(destination, "x", cancellationToken: stop);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or StompConnectionException)
        {
            // Asked to stop, or the client was closed.
        }
    }
}
