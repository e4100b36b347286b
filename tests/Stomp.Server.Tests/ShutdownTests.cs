using System.Diagnostics;
using System.Net.WebSockets;

namespace Stomp.Server.Tests;

/// <summary>The application stops while clients are connected.</summary>
public sealed class ShutdownTests
{
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Sessions_are_closed_with_1001_and_heard_of()
    {
        var listener = new ListenerProbe();
        await using var app = await TestApp.StartAsync(stomp: stomp => listener.AddTo(stomp));
        await using var client = await app.SubscribedAsync("/topic/a");
        await using var early = await StompTestClient.OpenAsync(app.Endpoint);
        await app.WhenSessionsAsync(2);

        var stopping = app.StopAsync();

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await client.ClosedAsync());
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await early.ClosedAsync());
        await stopping.WaitAsync(Promptly);
        Assert.Equal([DisconnectReason.ServerShutdown], await listener.EndedAsync(1));
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
