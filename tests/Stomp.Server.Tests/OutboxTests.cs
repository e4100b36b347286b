using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Sessions;

namespace Stomp.Server.Tests;

/// <summary>Clients that do not read as fast as they are sent to.</summary>
public sealed class OutboxTests
{
    private readonly ListenerProbe _listener = new();

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_and_the_others_get_everything()
    {
        const int Messages = 2000;
        await using var app = await TestApp.StartOpenAsync(
            options => (options.MaxQueuedBytes, options.CloseTimeout) = (256 * 1024, TimeSpan.FromMilliseconds(200)), stomp => _listener.AddTo(stomp));
        await using var slow = await SubscribeWithoutReadingAsync(app);
        await using var fast = await app.SubscribedAsync("/topic/a");
        await using var publisher = await app.ConnectAsync();
        var slowSession = _listener.Sessions.First();

        var sending = SendAsync(publisher, Messages);
        for (var i = 0; i < Messages; i++) Assert.StartsWith($"{i} ", await fast.ReceiveBodyAsync(), StringComparison.Ordinal);
        await sending;

        Assert.Equal([DisconnectReason.SlowConsumer], await _listener.EndedAsync(1));
        Assert.Contains($"disconnected {slowSession.Id} SlowConsumer", _listener.Heard);
        await app.WhenSessionsAsync(2);
    }

    [Fact]
    public async Task A_client_whose_write_makes_no_progress_is_cut_by_the_clock()
    {
        await using var app = await TestApp.StartOpenAsync(
            options => (options.MaxQueuedBytes, options.SendTimeLimit, options.CloseTimeout) =
                (64 << 20, TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(200)),
            stomp => _listener.AddTo(stomp));
        await using var slow = await SubscribeWithoutReadingAsync(app);
        await using var publisher = await app.ConnectAsync();

        await SendAsync(publisher, 1000);

        Assert.Equal([DisconnectReason.SlowConsumer], await _listener.EndedAsync(1));
        await app.WhenSessionsAsync(1);
    }

    [Fact]
    public async Task A_healthy_reader_gets_a_burst_of_10_MB_whole()
    {
        const int Messages = 5000;
        await using var app = await TestApp.StartOpenAsync();
        await using var reader = await app.SubscribedAsync("/topic/a");
        await using var publisher = await app.ConnectAsync();

        var sending = SendAsync(publisher, Messages, size: 2048);
        for (var i = 0; i < Messages; i++) Assert.StartsWith($"{i} ", await reader.ReceiveBodyAsync(), StringComparison.Ordinal);
        await sending;
    }

    [Fact]
    public async Task A_client_cut_for_being_slow_is_told_when_it_reads_again()
    {
        await using var app = await TestApp.StartOpenAsync(options => options.MaxQueuedBytes = 64 * 1024, stomp => _listener.AddTo(stomp));
        await using var slow = await SubscribeWithoutReadingAsync(app);
        await using var publisher = await app.ConnectAsync();
        for (var i = 0; !_listener.Heard.Any(heard => heard.StartsWith("disconnected", StringComparison.Ordinal)); i += 50) await SendAsync(publisher, 50);

        var last = "";
        (int Opcode, byte[] Payload) frame;
        while ((frame = await slow.ReceiveAsync()).Opcode != 8) last = Encoding.UTF8.GetString(frame.Payload);

        Assert.StartsWith("ERROR\nmessage:The session does not read", last, StringComparison.Ordinal);
        Assert.Equal([0x03, 0xF0], frame.Payload[..2]); // 1008, policy violation
    }

    [Fact]
    public async Task A_client_that_pings_and_never_reads_is_cut()
    {
        await using var app = await TestApp.StartOpenAsync(
            options => (options.MaxQueuedBytes, options.CloseTimeout) = (64 * 1024, TimeSpan.FromMilliseconds(300)), stomp => _listener.AddTo(stomp));
        await using var client = await SubscribeWithoutReadingAsync(app);
        var ping = RawWebSocket.Frame(9, new byte[125]);
        var pings = Enumerable.Repeat(ping, 1000).SelectMany(one => one).ToArray();
        await app.WhenSessionsAsync(1);
        var session = (StompSession)_listener.Sessions.Single();

        try
        {
            while (app.Services.GetRequiredService<SessionRegistry>().Count > 0)
            {
                await client.WriteAsync(pings);
                Assert.InRange(session.Outbox.QueuedBytes, 0, 129 * 1024);
            }
        }
        catch (IOException)
        {
            // Thrown out.
        }

        Assert.Equal([DisconnectReason.SlowConsumer], await _listener.EndedAsync(1));
    }

    [Fact]
    public void What_an_outbox_holds_is_bounded_and_given_up_when_it_overflows()
    {
        var slow = new StubSubscriber("/topic/a", maxBytes: 10_000, reads: false);
        var frame = Broker.EncodedFrame.Create(new byte[100], isText: true);

        for (var i = 0; i < 1000 && slow.Failure is null; i++)
        {
            slow.Outbox.Enqueue(frame);
            Assert.InRange(slow.Outbox.QueuedBytes, 0, 10_000);
        }

        Assert.Equal(DisconnectReason.SlowConsumer, slow.Failure);
        Assert.Equal(Sessions.EnqueueOutcome.Refused, slow.Outbox.Enqueue(frame));
        slow.Outbox.Abandon();
        slow.Outbox.EnqueueLast(frame);
        Assert.True(slow.Outbox.WhenDrainedAsync().IsCompletedSuccessfully);
    }

    private static async Task<RawWebSocket> SubscribeWithoutReadingAsync(TestApp app)
    {
        var socket = await RawWebSocket.OpenAsync(app.Endpoint, receiveBuffer: 8 * 1024);
        await socket.SendTextAsync("CONNECT\naccept-version:1.2\n\n\0SUBSCRIBE\nid:0\ndestination:/topic/a\nreceipt:r\n\n\0");
        await socket.ReceiveAsync();
        await socket.ReceiveAsync();
        return socket;
    }

    private static async Task SendAsync(StompTestClient publisher, int messages, int size = 4096)
    {
        var filler = new string('x', size);
        for (var i = 0; i < messages; i++) await publisher.SendAsync($"SEND\ndestination:/topic/a\n\n{i} {filler}\0");
        await publisher.FenceAsync();
    }
}
