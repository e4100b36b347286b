using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests;

/// <summary>STOMP 1.2, "Connecting".</summary>
public sealed class ConnectTests
{
    [Fact]
    public async Task Connected_carries_version_session_server_and_heart_beat()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);

        await client.SendAsync("CONNECT\naccept-version:1.0,1.1,1.2\nheart-beat:5000,6000\n\n\0");

        var connected = await client.ExpectAsync("CONNECTED");
        Assert.Equal("1.2", connected.Headers["version"]);
        Assert.NotEmpty(connected.Headers["session"]!);
        Assert.Equal("ChatServer/0.1", connected.Headers["server"]);
        Assert.Equal("10000,10000", connected.Headers["heart-beat"]);
    }

    [Fact]
    public async Task A_version_not_spoken_here_is_an_error_that_names_those_that_are()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);

        await client.SendAsync("CONNECT\naccept-version:2.0\n\n\0");

        var error = await client.ExpectAsync("ERROR");
        Assert.Equal("1.0,1.1,1.2", error.Headers["version"]);
        Assert.Equal(WebSocketCloseStatus.ProtocolError, await client.ClosedAsync());
    }

    [Fact]
    public async Task A_client_that_never_connects_is_closed_after_the_deadline()
    {
        var time = new FakeTime();
        await using var app = await TestApp.StartAsync(stomp: stomp => stomp.Services.AddSingleton<TimeProvider>(time));
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);
        await app.WhenSessionsAsync(1);

        time.Advance(TimeSpan.FromSeconds(11));

        Assert.Contains("CONNECT", (await client.ExpectAsync("ERROR")).Headers["message"]);
        Assert.Equal(WebSocketCloseStatus.ProtocolError, await client.ClosedAsync());
    }
}
