using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stomp.Server;
using Testing.Server;

namespace Stomp.Client.Tests;

/// <summary>Our server on a TCP port: the same sessions and broker without a WebSocket.</summary>
public sealed class ServerOverTcpTests
{
    [Fact]
    public async Task A_message_sent_over_tcp_reaches_a_subscriber_over_tcp()
    {
        await using var app = await StartAsync();
        await using var client = new StompClient(new Uri($"stomp://127.0.0.1:{PortOf(app)}"));
        await client.ConnectAsync().WaitAsync(StompTestClient.Patience);
        await using var subscription = await client.OpenSubscriptionAsync("/topic/a").WaitAsync(StompTestClient.Patience);

        await client.SendWithReceiptAsync("/topic/a", "hi").WaitAsync(StompTestClient.Patience);

        await using var messages = subscription.ReadAllAsync().GetAsyncEnumerator();
        Assert.True(await messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience));
        Assert.Equal("hi", messages.Current.Text);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "ERROR")]
    [InlineData("CONNECT\naccept-version:1.2\n\n\0DISCONNECT\nreceipt:bye\n\n\0", "receipt-id:bye")]
    public async Task What_the_server_says_last_arrives_and_then_the_connection_ends(string wire, string last)
    {
        await using var app = await StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, PortOf(app)).WaitAsync(StompTestClient.Patience);
        await socket.GetStream().WriteAsync(Encoding.UTF8.GetBytes(wire));

        using var reader = new StreamReader(socket.GetStream());
        var all = await reader.ReadToEndAsync().WaitAsync(StompTestClient.Patience);

        Assert.Contains(last, all);
        Assert.EndsWith("\0", all);
    }

    [Fact]
    public async Task A_client_that_vanishes_leaves_no_session()
    {
        await using var app = await StartAsync();
        var registry = app.Services.GetRequiredService<Stomp.Server.Sessions.SessionRegistry>();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, PortOf(app)).WaitAsync(StompTestClient.Patience);
            await socket.GetStream().WriteAsync("CONNECT\naccept-version:1.2\n\n\0"u8.ToArray());
            await Eventually.TrueAsync(() => registry.Count == 1);
        }

        await Eventually.TrueAsync(() => registry.Count == 0);
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseStomp()));
        builder.Services.AddStomp(options => options.AllowSendToBroker = true);
        var app = builder.Build();
        await app.StartAsync();
        return app;
    }

    private static int PortOf(WebApplication app) =>
        new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
}
