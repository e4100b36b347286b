using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stomp.Server.Tests.Transports;

/// <summary>A session goes on without the request that it began with.</summary>
public sealed class HandoverTests
{
    private const string Connect = "CONNECT\naccept-version:1.2\n\n\0";

    private readonly ListenerProbe _listener = new();
    private readonly TaskCompletionSource _requestEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task The_request_ends_with_the_handshake_and_the_session_goes_on()
    {
        await using var app = await StartAsync();
        await using var client = await app.SubscribedAsync("/topic/a");

        await _requestEnded.Task.WaitAsync(StompTestClient.Patience);

        await AssertServedAsync(app, client);
    }

    [Fact]
    public async Task An_endpoint_may_keep_the_request()
    {
        await using var app = await StartAsync(endpoint: options => options.KeepRequest = true);
        await using var client = await app.SubscribedAsync("/topic/a");

        await AssertServedAsync(app, client);

        Assert.False(_requestEnded.Task.IsCompleted);
    }

    [Fact]
    public async Task Upgraded_connections_that_are_counted_keep_their_requests()
    {
        await using var app = await StartAsync(kestrel => kestrel.Limits.MaxConcurrentUpgradedConnections = 1);
        await using var client = await app.SubscribedAsync("/topic/a");

        Assert.False(_requestEnded.Task.IsCompleted);
        await Assert.ThrowsAsync<WebSocketException>(() => StompTestClient.OpenAsync(app.Endpoint));
        app.ExpectsNoProblems = false; // Kestrel tells of the limit.
    }

    [Fact]
    public async Task The_servers_time_outs_for_requests_do_not_touch_it()
    {
        await using var app = await StartAsync(
            kestrel =>
            {
                kestrel.Limits.KeepAliveTimeout = kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
                kestrel.Limits.MinResponseDataRate = new(240, TimeSpan.FromSeconds(1.1));
            },
            options => options.HeartBeatOutgoing = TimeSpan.FromMilliseconds(500));
        await using var socket = await RawWebSocket.OpenAsync(app.Endpoint);
        await socket.SendTextAsync("CONNECT\naccept-version:1.2\nheart-beat:0,500\n\n\0");
        await socket.ReceiveAsync();

        // Seven seconds: more than any of them, and than the five that HTTP gives a connection to be drained.
        for (var i = 0; i < 14; i++)
        {
            var (_, payload) = await socket.ReceiveAsync();
            Assert.Equal("\n", Encoding.UTF8.GetString(payload));
        }

        await AssertAnsweredAsync(socket);
    }

    [Fact]
    public async Task Requests_before_the_handshake_on_the_same_connection_are_answered()
    {
        await using var app = await StartAsync(map: app => app.MapGet("/hello", () => "hello"));
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(app.HttpAddress.Host, app.HttpAddress.Port);
        var stream = tcp.GetStream();
        using var patience = new CancellationTokenSource(StompTestClient.Patience);
        var bytes = new byte[4096];

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /hello HTTP/1.1\r\nHost: {app.HttpAddress.Authority}\r\n\r\n"), patience.Token);
        var answer = "";
        while (!answer.EndsWith("0\r\n\r\n", StringComparison.Ordinal)) answer += Encoding.ASCII.GetString(bytes, 0, await stream.ReadAsync(bytes, patience.Token));
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"GET /ws HTTP/1.1\r\nHost: {app.HttpAddress.Authority}\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
            patience.Token);
        answer = "";
        while (!answer.EndsWith("\r\n\r\n", StringComparison.Ordinal)) answer += Encoding.ASCII.GetString(bytes, 0, await stream.ReadAsync(bytes, patience.Token));
        await _requestEnded.Task.WaitAsync(patience.Token);
        await stream.WriteAsync(RawWebSocket.Frame(1, Encoding.UTF8.GetBytes(Connect)), patience.Token);
        var connected = Encoding.UTF8.GetString(bytes, 2, await stream.ReadAsync(bytes, patience.Token) - 2);

        Assert.StartsWith("HTTP/1.1 101", answer, StringComparison.Ordinal);
        Assert.StartsWith("CONNECTED", connected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_cuts_it_when_it_stops_and_the_session_does_not_end()
    {
        var listener = new ListenerProbe { BeforeEnd = _requestEnded.Task };
        await using var app = await StartAsync(
            options: options => options.CloseTimeout = StompTestClient.Patience, stomp: stomp => listener.AddTo(stomp), hostPatience: TimeSpan.FromMilliseconds(500));
        await using var silent = await RawWebSocket.OpenAsync(app.Endpoint);
        await silent.SendTextAsync(Connect);
        await silent.ReceiveAsync();

        await app.StopAsync().WaitAsync(StompTestClient.Patience);

        await silent.WhenClosedAsync();
        Assert.Equal([DisconnectReason.ServerShutdown], await listener.EndedAsync(1));
        app.ExpectsNoProblems = false; // Kestrel tells that it could not close every connection gracefully.
    }

    [Fact]
    public async Task Whoever_sends_on_and_on_to_a_handler_that_waits_is_held_back()
    {
        const int Most = 64 << 20;
        var gate = new Gate();
        await using var app = await StartAsync(stomp: stomp => stomp.AddMessageController<GateController>().Add(gate));
        await using var socket = await RawWebSocket.OpenAsync(app.Endpoint);
        await socket.SendTextAsync(Connect);
        await socket.ReceiveAsync();
        await socket.SendTextAsync("SEND\ndestination:/app/wait\n\n\0");
        await gate.Entered;
        var frame = RawWebSocket.Frame(1, Encoding.UTF8.GetBytes($"SEND\ndestination:/app/none\n\n{new string('x', 32 * 1024)}\0"));

        var sent = 0;
        var sending = Task.CompletedTask;
        try
        {
            for (; sent < Most; sent += frame.Length)
            {
                sending = socket.Stream.WriteAsync(frame).AsTask();
                await sending.WaitAsync(TimeSpan.FromSeconds(1));
            }
        }
        catch (TimeoutException)
        {
            // Nobody reads any more.
        }

        Assert.InRange(sent, 1, Most - 1);
        gate.Open();
        socket.Kill();
        await Record.ExceptionAsync(() => sending);
        await app.WhenSessionsAsync(0);
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    public async Task An_applications_own_endpoint_defaults_hold_and_may_hand_over(bool hasDefaults, bool asksForIt, bool isHandedOver)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel =>
        {
            if (!hasDefaults) return;
            kestrel.ConfigureEndpointDefaults(listen =>
            {
                if (asksForIt) listen.UseStompHandover();
            });
        });
        builder.Services.AddStomp();
        await using var app = builder.Build();
        app.Use(TellOfEndAsync);
        app.MapStomp("/ws");
        await app.StartAsync();
        await using var socket = await RawWebSocket.OpenAsync(new Uri($"{app.Urls.Single()}/ws"));
        await socket.SendTextAsync(Connect);
        await socket.ReceiveAsync();

        if (isHandedOver) await _requestEnded.Task.WaitAsync(StompTestClient.Patience);
        else Assert.False(_requestEnded.Task.IsCompleted);
    }

    [Fact]
    public async Task Middleware_that_fails_behind_the_handshake_does_not_harm_the_session()
    {
        await using var app = await StartAsync(map: app => app.Use(async (context, next) =>
        {
            await next(context);
            throw new InvalidOperationException("Too late.");
        }));
        await using var client = await app.SubscribedAsync("/topic/a");

        await _requestEnded.Task.WaitAsync(StompTestClient.Patience);

        await AssertServedAsync(app, client);
        app.ExpectsNoProblems = false; // Kestrel tells of the exception.
    }

    [Fact]
    public async Task Each_client_that_comes_and_goes_somehow_is_told_of_once()
    {
        const int Rounds = 40;
        await using var app = await StartAsync(stomp: stomp => _listener.AddTo(stomp));
        for (var i = 0; i < Rounds; i++)
        {
            await using var socket = await RawWebSocket.OpenAsync(app.Endpoint);
            await socket.SendTextAsync(Connect);
            await socket.ReceiveAsync();
            if (i % 4 == 0) await socket.SendTextAsync("DISCONNECT\n\n\0");
            if (i % 4 == 1) await socket.WriteAsync(RawWebSocket.Frame(8, [3, 232]));
            if (i % 4 == 2) socket.Kill();
        }

        var ends = await _listener.EndedAsync(Rounds);

        Assert.Equal(Rounds, ends.Length);
        await app.WhenSessionsAsync(0);
    }

    private async Task<TestApp> StartAsync(Action<KestrelServerOptions>? kestrel = null, Action<StompOptions>? options = null,
        Action<StompBuilder>? stomp = null, Action<StompEndpointOptions>? endpoint = null, Action<WebApplication>? map = null,
        TimeSpan? hostPatience = null) => await TestApp.StartAsync(
        all =>
        {
            all.AllowSendToBroker = true;
            options?.Invoke(all);
        },
        stomp,
        endpoint,
        app =>
        {
            app.Use(TellOfEndAsync);
            map?.Invoke(app);
        },
        host: web =>
        {
            web.ConfigureKestrel(kestrel ?? (_ => { }));
            if (hostPatience is { } patience) web.UseShutdownTimeout(patience);
        });

    private async Task TellOfEndAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        finally
        {
            if (context.Request.Path == "/ws") _requestEnded.TrySetResult();
        }
    }

    private static async Task AssertServedAsync(TestApp app, StompTestClient client)
    {
        await app.Template.SendAsync("/topic/a", "first");
        Assert.Equal("first", await client.ReceiveBodyAsync());
        await client.SendAsync("SEND\ndestination:/topic/a\n\nsecond\0");
        Assert.Equal("second", await client.ReceiveBodyAsync());
    }

    private static async Task AssertAnsweredAsync(RawWebSocket socket)
    {
        await socket.SendTextAsync("SUBSCRIBE\nid:0\ndestination:/topic/a\nreceipt:r\n\n\0");
        string answer;
        do answer = Encoding.UTF8.GetString((await socket.ReceiveAsync()).Payload);
        while (answer == "\n");
        Assert.StartsWith("RECEIPT", answer, StringComparison.Ordinal);
    }
}
