using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Stomp.Server.Transports;

namespace Stomp.Server.Tests.Transports;

/// <summary>Which connections are written to past the server.</summary>
public sealed class BareSocketTests
{
    public static TheoryData<Wire, bool> Wires => new() { { Wire.Socket, true }, { Wire.Middleware, false }, { Wire.Tls, false } };

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_socket_is_written_to_when_nothing_stands_before_it(Wire wire, bool isBare)
    {
        using var certificate = new SelfSignedCertificate();
        bool? found = null;
        await using var app = await TestApp.StartAsync(
            map: app => app.MapGet("/found", (HttpContext context) => found = BareSocket.Find(context.Features) is not null),
            listen: listen =>
            {
                if (wire == Wire.Middleware) listen.UseConnectionLogging();
                if (wire == Wire.Tls) listen.UseHttps(certificate.Certificate);
            });
        using var handler = new SocketsHttpHandler();
        certificate.Trust(handler.SslOptions);
        using var client = new HttpClient(handler);

        await client.GetStringAsync(new Uri(app.HttpAddress, "/found"));

        Assert.Equal(isBare, found);
    }

    [Fact]
    public async Task A_WebSocket_over_HTTP_2_shares_its_connection_and_works_all_the_same()
    {
        await using var app = await TestApp.StartAsync(
            options => options.AllowSendToBroker = true, listen: listen => listen.Protocols = HttpProtocols.Http2);
        await using var client = await StompTestClient.OpenAsync(app.Endpoint, configure: options =>
            (options.HttpVersion, options.HttpVersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact));
        await client.SendAsync("CONNECT\naccept-version:1.2\n\n\0");
        await client.ExpectAsync("CONNECTED");
        await client.SubscribeAsync("/topic/a");

        for (var i = 0; i < 100; i++) await app.Template.SendAsync("/topic/a", WiredApp.BodyOf(i));
        for (var i = 0; i < 100; i++) Assert.Equal(WiredApp.BodyOf(i), await client.ReceiveBodyAsync());

        await client.SendAsync("DISCONNECT\nreceipt:bye\n\n\0");
        await client.ExpectAsync("RECEIPT");
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await client.ClosedAsync());
        await app.WhenSessionsAsync(0);
    }
}
