using System.Text;

namespace Stomp.Server.Tests;

/// <summary>The message template: what it takes, and when it waits.</summary>
public sealed class MessageTemplateTests
{
    private const int Mark = 1 << 16;

    private static Task<TestApp> StartSmallAsync(Action<StompBuilder>? stomp = null) => TestApp.StartOpenAsync(
        options =>
        {
            options.MaxTotalQueuedBytes = Mark;
            options.CloseTimeout = TimeSpan.FromMilliseconds(500);
        },
        stomp);

    private static Task FillAsync(TestApp app) => app.Template.SendAsync("/queue/full", new byte[Mark + 1]).AsTask();

    // Takes what waits, so that there is room again.
    private static async Task EmptyAsync(TestApp app)
    {
        await using var consumer = await app.ConnectAsync();
        await consumer.SendAsync("SUBSCRIBE\nid:q\ndestination:/queue/full\n\n\0");
        await consumer.ExpectAsync("MESSAGE");
    }

    [Fact]
    public async Task Headers_and_content_type_travel_with_the_payload()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.SubscribedAsync("/topic/a");
        var headers = new StompHeaders();
        headers.Add("time", "12:00");
        headers.Add("message-id", "forged");

        await app.Template.SendAsync("/topic/a", "<x/>", new MessageOptions { ContentType = "text/xml", Headers = headers });
        await app.Template.SendAsync("/topic/a", Encoding.UTF8.GetBytes("bytes"));
        await app.Template.SendAsync("/topic/a", new { Text = "json" });

        var xml = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("text/xml", "12:00", "<x/>"), (xml.Headers["content-type"], xml.Headers["time"], xml.GetBodyText()));
        Assert.NotEqual("forged", xml.Headers["message-id"]);
        Assert.Equal("application/octet-stream", (await client.ExpectAsync("MESSAGE")).Headers["content-type"]);
        Assert.Equal("""{"text":"json"}""", await client.ReceiveBodyAsync());
    }

    [Theory]
    [InlineData("/app/x")]
    [InlineData("/user/queue/x")]
    [InlineData("/topic/*")]
    [InlineData("topic")]
    public async Task What_is_no_destination_of_the_broker_is_the_callers_fault(string destination)
    {
        await using var app = await TestApp.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => app.Template.SendAsync(destination, "x").AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => app.Template.SendToUserAsync("bob", destination, "x").AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => app.Template.SendToSessionAsync("bob", destination, "x").AsTask());
    }

    [Fact]
    public async Task A_full_queue_throws()
    {
        await using var app = await TestApp.StartAsync(options => options.MaxQueueMessages = 1);
        await app.Template.SendAsync("/queue/a", "one");

        var rejection = await Assert.ThrowsAsync<MessageRejectedException>(() => app.Template.SendAsync("/queue/a", "two").AsTask());

        Assert.Equal("urn:stomp:queue-full", rejection.Type);
    }

    [Fact]
    public async Task It_waits_while_the_server_is_full_and_goes_on_when_there_is_room()
    {
        await using var app = await StartSmallAsync();
        await using var client = await app.SubscribedAsync("/topic/a");
        await client.SubscribeAsync("/user/queue/x", "user");
        await FillAsync(app);

        Task[] sending =
        [
            app.Template.SendAsync("/topic/a", "1").AsTask(),
            app.Template.SendToUserAsync(client.SessionId, "/queue/x", "2").AsTask(),
            app.Template.SendToSessionAsync(client.SessionId, "/queue/x", "3").AsTask(),
        ];
        await client.FenceAsync();
        Assert.All(sending, send => Assert.False(send.IsCompleted));
        await EmptyAsync(app);

        await Task.WhenAll(sending).WaitAsync(StompTestClient.Patience);
        var bodies = new[] { await client.ReceiveBodyAsync(), await client.ReceiveBodyAsync(), await client.ReceiveBodyAsync() };
        Assert.Equal(["1", "2", "3"], bodies.Order());
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_has_sent_nothing()
    {
        await using var app = await StartSmallAsync();
        await using var client = await app.SubscribedAsync("/topic/a");
        await FillAsync(app);
        using var cancel = new CancellationTokenSource();
        var sending = app.Template.SendAsync("/topic/a", "never", cancellationToken: cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await EmptyAsync(app);
        await app.Template.SendAsync("/topic/a", "later");
        Assert.Equal("later", await client.ReceiveBodyAsync());
    }

    [Fact]
    public async Task Listeners_of_a_sessions_end_do_not_wait_for_room()
    {
        await using var app = await StartSmallAsync(stomp => stomp.AddSessionListener<Farewell>());
        await using var watcher = await app.SubscribedAsync("/topic/left");
        await using var client = await app.ConnectAsync();
        await FillAsync(app);

        client.Kill();

        Assert.Equal("LEAVE", await watcher.ReceiveBodyAsync());
        await app.WhenSessionsAsync(1);
        await EmptyAsync(app);
    }

    [Fact]
    public async Task A_client_that_goes_while_its_message_waits_for_room_is_no_fault_of_ours()
    {
        var events = new EventProbe();
        await using var app = await StartSmallAsync(stomp => events.AddTo(stomp));
        await using var client = await app.ConnectAsync();
        await FillAsync(app);
        await client.SendAsync("SEND\ndestination:/topic/a\n\nhi\0");

        client.Kill();

        await events.WhenEndedAsync();
        Assert.Contains("disconnected ConnectionLost", events.Heard);
        Assert.Empty(app.Log.Problems);
    }

    private sealed class Farewell(IMessageTemplate template) : IStompSessionListener
    {
        public ValueTask OnDisconnectedAsync(IStompSession session, DisconnectReason reason) => template.SendAsync("/topic/left", "LEAVE");
    }
}
