using System.Diagnostics;
using System.Net;

namespace Stomp.Server.Tests;

/// <summary>The application stops while clients are connected.</summary>
public sealed class ShutdownTests
{
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Sessions_are_closed_with_1012_and_heard_of()
    {
        var listener = new ListenerProbe();
        await using var app = await TestApp.StartAsync(stomp: stomp => listener.AddTo(stomp));
        await using var client = await app.SubscribedAsync("/topic/a");
        await using var early = await StompTestClient.OpenAsync(app.Endpoint);
        await app.WhenSessionsAsync(2);

        var stopping = app.StopAsync();

        Assert.Equal(StompTestClient.ServiceRestart, await client.ClosedAsync());
        Assert.Equal(StompTestClient.ServiceRestart, await early.ClosedAsync());
        await stopping.WaitAsync(Promptly);
        Assert.Equal([DisconnectReason.ServerShutdown], await listener.EndedAsync(1));
    }

    [Fact]
    public async Task Many_clients_are_not_told_at_once()
    {
        var time = new FakeTime();
        await using var app = await TestApp.StartAsync(time: time);
        var clients = new List<StompTestClient>();
        for (var i = 0; i < 25; i++) clients.Add(await app.ConnectAsync());

        var closed = clients.ConvertAll(client => client.ClosedAsync());
        var stopping = app.StopAsync();
        await app.WhenSessionsAsync(15);

        await Eventually.TrueAsync(() => closed.Count(ended => ended.IsCompleted) == 10);
        await Eventually.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return closed.TrueForAll(ended => ended.IsCompleted);
        });
        Assert.All(await Task.WhenAll(closed), status => Assert.Equal(StompTestClient.ServiceRestart, status));
        await stopping.WaitAsync(Promptly);
        foreach (var client in clients) await client.DisposeAsync();
    }

    [Theory]
    [InlineData("/stomp")]
    [InlineData("/ws")]
    [InlineData("/stomp/info")]
    [InlineData("/stomp/websocket")]
    [InlineData("/stomp/000/new/websocket")]
    [InlineData("/stomp/000/new/eventsource")]
    public async Task Nobody_new_is_let_in_while_others_are_still_served(string path)
    {
        var (listener, gate) = (new ListenerProbe(), new Gate());
        listener.BeforeEnd = gate.PassAsync();
        await using var app = await TestApp.StartAsync(stomp: stomp => listener.AddTo(stomp), map: web => web.MapStomp("/stomp").WithSockJs());
        await using var client = await app.SubscribedAsync("/topic/a");
        using var http = new HttpClient { BaseAddress = app.HttpAddress, Timeout = StompTestClient.Patience };

        var stopping = app.StopAsync();
        await Eventually.TrueAsync(() => app.Log.Lines.Any(line => line.Contains("to reconnect", StringComparison.Ordinal)));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (path.EndsWith("websocket", StringComparison.Ordinal)) request.Headers.Add("Upgrade", "websocket");
        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter?.Delta);
        gate.Open();
        Assert.Equal(StompTestClient.ServiceRestart, await client.ClosedAsync());
        await stopping.WaitAsync(Promptly);
    }

    [Fact]
    public async Task A_client_that_does_not_answer_the_close_does_not_hold_it_up()
    {
        await using var app = await TestApp.StartAsync(options => options.CloseTimeout = TimeSpan.FromMilliseconds(300));
        await using var silent = await RawWebSocket.OpenAsync(app.Endpoint);
        await silent.SendTextAsync("CONNECT\naccept-version:1.2\n\n\0");
        await silent.ReceiveAsync();
        var watch = Stopwatch.StartNew();

        await app.StopAsync().WaitAsync(StompTestClient.Patience);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Promptly);
        await app.WhenSessionsAsync(0);
        await silent.WhenClosedAsync();
    }
}
