using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests.SockJs;

/// <summary>Handlers of raw messages: the four callbacks, over WebSocket and every way of SockJS alike.</summary>
public sealed class MessageHandlerTests
{
    private const string Plain = "plain WebSocket";

    private readonly HandlerProbe _handler = new();

    public static TheoryData<string> Ways { get; } = [Plain, .. SockJsTestClient.Ways];

    private Task<TestApp> StartAsync(Action<MessageHandlerOptions>? options = null) => TestApp.StartAsync(
        stomp: stomp => stomp.Services.AddSingleton(_handler),
        map: app => app.MapMessageHandler<HandlerProbe>("/raw", options).WithSockJs(sockJs => sockJs.DisconnectDelay = TimeSpan.FromMinutes(2)));

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_handler_is_told_of_connection_messages_and_the_end_it_made_itself(string way)
    {
        _handler.OnMessage = async (session, message) =>
        {
            await session.SendAsync("you said " + message.GetText());
            if (message.GetText() == "bye") await session.CloseAsync(4000, "As you wish");
        };
        await using var app = await StartAsync();

        if (way == Plain)
        {
            await using var client = await StompTestClient.OpenAsync(Uri(app));
            await client.SendAsync("하나");
            Assert.Equal("you said 하나", await client.ReceiveRawAsync());
            await client.SendAsync("bye");
            Assert.Equal("you said bye", await client.ReceiveRawAsync());
            Assert.Equal(4000, (int?)await client.ClosedAsync());
            Assert.Equal("As you wish", client.Socket.CloseStatusDescription);
        }
        else
        {
            await using var client = await SockJsTestClient.OpenAsync(new Uri(app.HttpAddress, "/raw"), way);
            await client.SendAsync("하나");
            Assert.Equal("you said 하나", await client.ReceiveAsync());
            await client.SendAsync("bye");
            Assert.Equal("you said bye", await client.ReceiveAsync());
            Assert.Equal("c[4000,\"As you wish\"]", await client.NextFrameAsync());
        }

        await _handler.WhenClosedAsync();
        Assert.Equal(["connected ", "message 하나", "message bye", "closed 4000 As you wish"], _handler.Calls);
        Assert.True(_handler.Sessions.Single().Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task The_clients_own_close_is_told()
    {
        await using var app = await StartAsync();
        await using var client = await StompTestClient.OpenAsync(Uri(app));
        await client.Socket.CloseAsync((WebSocketCloseStatus)4321, "enough", CancellationToken.None).WaitAsync(StompTestClient.Patience);

        await _handler.WhenClosedAsync();
        Assert.Equal(["connected ", "closed 4321 enough"], _handler.Calls);
        Assert.Equal(4321, (int?)client.Socket.CloseStatus);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_an_error_and_then_closed()
    {
        await using var app = await StartAsync();
        await using var client = await StompTestClient.OpenAsync(Uri(app));
        await client.SendAsync("hi");
        await client.ReceiveRawAsync();

        client.Kill();

        await _handler.WhenClosedAsync();
        Assert.Collection(_handler.Calls,
            call => Assert.Equal("connected ", call),
            call => Assert.Equal("message hi", call),
            call => Assert.StartsWith("error ", call, StringComparison.Ordinal),
            call => Assert.Equal("closed 1006 ", call));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_handler_that_throws_is_told_so_and_the_client_hears_nothing_of_why(string way)
    {
        _handler.OnMessage = (_, _) => throw new InvalidOperationException("secret");
        await using var app = await StartAsync();
        app.ExpectsNoProblems = false;

        if (way == Plain)
        {
            await using var client = await StompTestClient.OpenAsync(Uri(app));
            await client.SendAsync("x");
            Assert.Equal(WebSocketCloseStatus.InternalServerError, await client.ClosedAsync());
            Assert.Equal("The server failed.", client.Socket.CloseStatusDescription);
        }
        else
        {
            await using var client = await SockJsTestClient.OpenAsync(new Uri(app.HttpAddress, "/raw"), way);
            await client.SendAsync("x");
            Assert.Equal("c[1011,\"The server failed.\"]", await client.NextFrameAsync());
        }

        await _handler.WhenClosedAsync();
        Assert.Equal(["connected ", "message x", "error secret", "closed 1011 The server failed."], _handler.Calls);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_message_that_is_too_long_ends_the_session(string way)
    {
        await using var app = await StartAsync(options => options.MaxMessageBytes = 10);

        if (way == Plain)
        {
            await using var client = await StompTestClient.OpenAsync(Uri(app));
            await client.SendAsync("01234567890");
            Assert.Equal(WebSocketCloseStatus.MessageTooBig, await client.ClosedAsync());
        }
        else
        {
            await using var client = await SockJsTestClient.OpenAsync(new Uri(app.HttpAddress, "/raw"), way);
            await client.SendAsync("0123456789");
            Assert.Equal("0123456789", await client.ReceiveAsync());
            await client.SendAsync("01234567890");
            Assert.StartsWith("c[1009,", await client.NextFrameAsync(), StringComparison.Ordinal);
        }

        await _handler.WhenClosedAsync();
        Assert.Equal("closed 1009 A message may have 10 bytes.", _handler.Calls.Last());
    }

    [Fact]
    public async Task Who_does_not_read_is_cut_by_the_bytes_that_wait()
    {
        await using var app = await StartAsync(options => options.MaxQueuedBytes = 100_000);
        await using var client = await SockJsTestClient.OpenAsync(new Uri(app.HttpAddress, "/raw"), "xhr");
        await Eventually.TrueAsync(() => !_handler.Sessions.IsEmpty);

        var session = _handler.Sessions.Single();
        for (var i = 0; i < 20; i++) _ = session.SendAsync(new string('x', 10_000)).AsTask();

        await _handler.WhenClosedAsync();
        Assert.Equal("c[1008,\"The client does not read.\"]", await client.NextFrameAsync());
    }

    [Fact]
    public async Task Binary_messages_stay_binary_over_WebSocket_and_are_refused_over_SockJs()
    {
        _handler.OnMessage = (session, message) => session.SendAsync(message.Data, isText: false);
        await using var app = await StartAsync();
        app.ExpectsNoProblems = false;
        await using var client = await StompTestClient.OpenAsync(Uri(app));
        await client.SendAsync(new byte[] { 65 }, WebSocketMessageType.Binary);
        Assert.Equal("A", await client.ReceiveRawAsync());
        Assert.Equal(WebSocketMessageType.Binary, client.LastMessageType);

        await using var sockJs = await SockJsTestClient.OpenAsync(new Uri(app.HttpAddress, "/raw"), "xhr");
        await sockJs.SendAsync("A");
        Assert.StartsWith("c[1011,", await sockJs.NextFrameAsync(), StringComparison.Ordinal);
        Assert.Contains("error SockJS carries text alone.", _handler.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Messages_are_compressed_where_both_sides_want_it(bool allowed)
    {
        await using var app = await StartAsync(options => options.AllowCompression = allowed);
        await using var client = await StompTestClient.OpenAsync(Uri(app), configure: options =>
        {
            options.DangerousDeflateOptions = new();
            options.CollectHttpResponseDetails = true;
        });
        Assert.Equal(allowed, client.Socket.HttpResponseHeaders!.ContainsKey("Sec-WebSocket-Extensions"));
        foreach (var text in (string[])["", "a", new string('x', 60_000), "안녕"])
        {
            await client.SendAsync(text);
            var back = "";
            while (back.Length < text.Length) back += await client.ReceiveRawAsync();
            Assert.Equal(text, back);
        }
    }

    [Fact]
    public async Task A_message_may_come_in_many_thousand_fragments()
    {
        await using var app = await StartAsync();
        await using var client = await RawWebSocket.OpenAsync(Uri(app));
        const int count = 65_536;
        var wire = new List<byte>();
        for (var i = 0; i < count; i++) wire.AddRange(RawWebSocket.Frame(i == 0 ? (byte)1 : (byte)0, "x"u8, final: i == count - 1));
        await client.WriteAsync(wire.ToArray());

        var (opcode, payload) = await client.ReceiveAsync();
        Assert.Equal(1, opcode);
        Assert.Equal(new string('x', count), Encoding.UTF8.GetString(payload));
    }

    [Fact]
    public async Task Sessions_end_with_the_server()
    {
        await using var app = await StartAsync();
        await using var client = await StompTestClient.OpenAsync(Uri(app));
        await using var sockJs = await SockJsTestClient.OpenAsync(new Uri(app.HttpAddress, "/raw"), "xhr_streaming");
        await Eventually.TrueAsync(() => _handler.Sessions.Count == 2);

        var stopping = app.StopAsync();

        Assert.Equal(StompTestClient.ServiceRestart, await client.ClosedAsync());
        Assert.StartsWith("c[1012,", await sockJs.NextFrameAsync(), StringComparison.Ordinal);
        await stopping;
        Assert.Equal(2, _handler.Calls.Count(call => call == "closed 1012 The server is shutting down; reconnect."));
    }

    [Fact]
    public async Task An_application_cannot_close_with_a_code_of_the_protocols()
    {
        var thrown = new TaskCompletionSource<Exception?>();
        _handler.OnConnected = async session => thrown.SetResult(await Record.ExceptionAsync(() => session.CloseAsync(1006).AsTask()));
        await using var app = await StartAsync();
        await using var client = await StompTestClient.OpenAsync(Uri(app));
        Assert.IsType<ArgumentOutOfRangeException>(await thrown.Task.WaitAsync(StompTestClient.Patience));
    }

    private static Uri Uri(TestApp app) => new($"ws://{app.HttpAddress.Authority}/raw");
}
