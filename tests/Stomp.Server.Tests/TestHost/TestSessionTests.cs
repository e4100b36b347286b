using System.Net.WebSockets;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests;

/// <summary>Sessions of the test host: what a client of the application sees, without a socket.</summary>
public sealed class TestSessionTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);

    private readonly ListenerProbe _listener = new();

    private sealed record Note(string Text, Level Level);

    [Fact]
    public async Task What_is_sent_reaches_controllers_and_subscribers()
    {
        await using var app = await HostedApp.StartAsync(stomp: stomp => stomp.AddMessageController<EchoController>());
        await using var one = await app.ConnectAsync();
        await using var other = await app.ConnectAsync();
        Assert.NotEqual(one.Id, other.Id);
        Assert.Equal("1.2", one.Connected.Headers["version"]);
        var mine = await one.SubscribeAsync("/topic/a");
        var theirs = await other.SubscribeAsync("/topic/a", ("id", "own"), ("selector", "keep = 'yes'"));

        await one.SendAsync("/topic/a", "text", ("keep", "no"));
        await one.SendAsync("/topic/a", new Note("hi", Level.High), ("keep", "yes"));
        await one.SendAsync("/topic/a", new byte[] { 1, 2 }, ("keep", "no"));

        Assert.Equal("text", await mine.ReceiveAsync<string>());
        var note = await mine.ReceiveAsync();
        Assert.Equal("""{"text":"hi","level":"High"}""", note.GetBodyText());
        Assert.Equal([1, 2], await mine.ReceiveAsync<byte[]>());
        Assert.Equal(new Note("hi", Level.High), await theirs.ReceiveAsync<Note>());
        await mine.ExpectNothingAsync();
        await theirs.ExpectNothingAsync();
        await theirs.UnsubscribeAsync();
        await one.SendAsync("/topic/a", "later", ("keep", "yes"));
        Assert.DoesNotContain(other.Received, frame => frame.GetBodyText() == "later");
    }

    [Fact]
    public async Task Who_expects_nothing_is_told_what_came()
    {
        await using var app = await HostedApp.StartAsync();
        await using var session = await app.ConnectAsync();
        var subscription = await session.SubscribeAsync("/topic/a");
        await session.SendAsync("/topic/a", "something");

        var failure = await Assert.ThrowsAsync<StompTestException>(subscription.ExpectNothingAsync);

        Assert.Contains("something", failure.Message);
    }

    [Fact]
    public async Task Who_waits_in_vain_is_told_what_came_instead()
    {
        await using var app = await HostedApp.StartAsync();
        await using var session = await app.ConnectAsync(connect => connect.Timeout = Soon);
        var awaited = await session.SubscribeAsync("/topic/a");
        await session.SubscribeAsync("/topic/b", ("id", "b"));
        await session.SendAsync("/topic/b", "elsewhere");

        var failure = await Assert.ThrowsAsync<StompTestException>(awaited.ReceiveAsync);

        Assert.Contains("for a MESSAGE of /topic/a (sub-1). The connection is open. Received:", failure.Message);
        Assert.Contains("subscription:b", failure.Message);
        Assert.Contains("elsewhere", failure.Message);
        await Assert.ThrowsAsync<StompTestException>(session.ReceiveErrorAsync);
        await Assert.ThrowsAsync<StompTestException>(session.ReceiveHeartBeatAsync);
        await Assert.ThrowsAsync<StompTestException>(session.WhenClosedAsync);
    }

    [Fact]
    public async Task Who_waits_for_a_message_hears_at_once_that_the_session_ended()
    {
        await using var app = await HostedApp.StartAsync();
        await using var session = await app.ConnectAsync(connect => connect.Timeout = TimeSpan.FromMinutes(5));
        var subscription = await session.SubscribeAsync("/topic/a");
        var receiving = subscription.ReceiveAsync();

        await app.Services.GetRequiredService<IUserRegistry>().DisconnectAsync(session.Id, "enough");

        var failure = await Assert.ThrowsAsync<StompTestException>(() => receiving.WaitAsync(StompTestClient.Patience));
        Assert.Contains("The connection has ended (PolicyViolation 'enough')", failure.Message);
        Assert.Contains("ERROR message:enough", failure.Message);
    }

    [Fact]
    public async Task A_payload_of_another_kind_is_shown()
    {
        await using var app = await HostedApp.StartAsync();
        await using var session = await app.ConnectAsync();
        var subscription = await session.SubscribeAsync("/topic/a");
        await session.SendAsync("/topic/a", "no json");

        Assert.Contains("no json", (await Assert.ThrowsAsync<StompTestException>(subscription.ReceiveAsync<Note>)).Message);
    }

    [Fact]
    public async Task A_refusal_is_thrown_whether_the_session_goes_on_or_not()
    {
        await using var app = await HostedApp.StartAsync();
        await using var session = await app.ConnectAsync();
        var errors = await session.SubscribeAsync("/user/queue/errors");

        var told = await Assert.ThrowsAsync<StompRefusedException>(() => session.SendAsync("/app/nowhere", "x"));
        Assert.True(told.SessionGoesOn);
        Assert.Contains("/app/nowhere", (await errors.ReceiveAsync()).GetBodyText());
        var error = await Assert.ThrowsAsync<StompRefusedException>(() => session.SubscribeAsync("/elsewhere"));
        Assert.False(error.SessionGoesOn);
        Assert.Contains("'destination'", error.Answer.Headers["message"]);
        Assert.Equal(WebSocketCloseStatus.ProtocolError, (await session.WhenClosedAsync()).Status);
        await Assert.ThrowsAsync<StompTestException>(() => session.SendAsync("/topic/a", "x"));
    }

    [Theory]
    [InlineData(DisconnectReason.ClientDisconnect)]
    [InlineData(DisconnectReason.ClosedByClient)]
    [InlineData(DisconnectReason.ConnectionLost)]
    [InlineData(DisconnectReason.ProtocolError)]
    public async Task It_ends_as_clients_end(DisconnectReason reason)
    {
        await using var app = await HostedApp.StartAsync(stomp: stomp => _listener.AddTo(stomp));
        await using var session = await app.ConnectAsync();

        await (reason switch
        {
            DisconnectReason.ClientDisconnect => session.DisconnectAsync(),
            DisconnectReason.ClosedByClient => session.CloseAsync(),
            DisconnectReason.ProtocolError => session.SendRawAsync("NONSENSE\n\n\0"),
            _ => Task.Run(session.Abort),
        });

        Assert.Equal([reason], await _listener.EndedAsync(1));
        var status = (await session.WhenClosedAsync()).Status;
        Assert.Equal(reason switch
        {
            DisconnectReason.ConnectionLost => null,
            DisconnectReason.ProtocolError => WebSocketCloseStatus.ProtocolError,
            _ => WebSocketCloseStatus.NormalClosure,
        }, status);
    }

    [Fact]
    public async Task A_session_that_is_disposed_is_a_lost_connection()
    {
        await using var app = await HostedApp.StartAsync(stomp: stomp => _listener.AddTo(stomp));

        await using (await app.ConnectAsync())
        {
        }

        Assert.Equal([DisconnectReason.ConnectionLost], await _listener.EndedAsync(1));
    }

    [Fact]
    public async Task Who_stops_reading_is_a_slow_consumer()
    {
        await using var app = await HostedApp.StartAsync(options => options.MaxQueuedBytes = 32 * 1024, stomp => _listener.AddTo(stomp));
        await using var slow = await app.ConnectAsync();
        await slow.SubscribeAsync("/topic/a");
        await using var fast = await app.ConnectAsync();
        slow.PauseReading();

        for (var i = 0; i < 50; i++) await fast.SendAsync("/topic/a", new string('x', 8 * 1024));
        await Eventually.TrueAsync(() => app.Services.GetRequiredService<IUserRegistry>().FindSession(slow.Id) is null);
        slow.ResumeReading();

        Assert.Equal([DisconnectReason.SlowConsumer], await _listener.EndedAsync(1));
        await slow.ReceiveErrorAsync();
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await slow.WhenClosedAsync()).Status);
    }

    [Fact]
    public async Task The_application_can_stop_while_sessions_are_connected()
    {
        await using var app = await HostedApp.StartAsync(stomp: stomp => _listener.AddTo(stomp));
        await using var session = await app.ConnectAsync();

        await app.StopAsync().WaitAsync(StompTestClient.Patience);

        Assert.Equal(StompTestClient.ServiceRestart, (await session.WhenClosedAsync()).Status);
        Assert.Equal([DisconnectReason.ServerShutdown], await _listener.EndedAsync(1));
    }

    [Fact]
    public async Task Odd_frames_go_as_they_stand()
    {
        await using var app = await HostedApp.StartAsync();
        await using var session = await app.GetTestServer().OpenStompAsync();
        Assert.Throws<InvalidOperationException>(() => session.Id);

        await session.SendRawAsync("CONN");
        await session.SendRawAsync("ECT\naccept-version:1.1\n\n\0\n\nSUBSCRIBE\nid:0\ndestination:/topic/a\nreceipt:r\n\n\0");
        await Eventually.TrueAsync(() => session.Received.Count == 2);

        Assert.Equal(["CONNECTED", "RECEIPT"], session.Received.Select(frame => frame.Command.ToWireName()));
        Assert.Equal("1.1", session.Received[0].Headers["version"]);
    }
}
