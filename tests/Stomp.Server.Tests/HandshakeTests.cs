using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Sessions;

namespace Stomp.Server.Tests;

/// <summary>The WebSocket handshake: subprotocols, origins, and requests that are none.</summary>
public sealed class HandshakeTests
{
    [Theory]
    [InlineData("v10.stomp,v11.stomp,v12.stomp", "v12.stomp")]
    [InlineData("v11.stomp,v10.stomp", "v11.stomp")]
    [InlineData("mqtt,v10.stomp", "v10.stomp")]
    [InlineData("mqtt,soap", null)]
    [InlineData("", null)]
    public async Task The_highest_subprotocol_offered_is_chosen(string offered, string? chosen)
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await StompTestClient.OpenAsync(app.Endpoint, offered.Split(',', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(chosen, client.Socket.SubProtocol);
        await client.SendAsync("CONNECT\naccept-version:1.2\n\n\0");
        await client.ExpectAsync("CONNECTED");
    }

    [Fact]
    public async Task A_request_that_is_no_WebSocket_is_answered_400()
    {
        await using var app = await TestApp.StartAsync();
        using var http = new HttpClient { Timeout = StompTestClient.Patience };

        using var answer = await http.GetAsync(new Uri(app.HttpAddress, "/ws"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Can \"Upgrade\" only to \"WebSocket\".", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("", null, true)]
    [InlineData("", "http://{host}", true)]
    [InlineData("", "HTTP://{host}", true)]
    [InlineData("", "https://{host}", false)]
    [InlineData("", "http://127.0.0.1:1", false)]
    [InlineData("", "http://evil.example", false)]
    [InlineData("", "null", false)]
    [InlineData("*", "http://evil.example", true)]
    [InlineData("*", "null", true)]
    [InlineData("https://chat.example", "https://chat.example", true)]
    [InlineData("https://chat.example", "https://chat.example.evil.example", false)]
    [InlineData("https://*.example.com", "https://a.b.example.com", true)]
    [InlineData("https://*.example.com", "https://example.com", false)]
    [InlineData("https://*.example.com", "http://a.example.com", false)]
    [InlineData("https://*.example.com", "https://a.example.com.evil.example", false)]
    [InlineData("http://localhost:*", "http://localhost:3000", true)]
    public async Task Browsers_connect_from_allowed_origins_only(string allowed, string? origin, bool connects)
    {
        await using var app = await TestApp.StartAsync(endpoint: options =>
        {
            if (allowed.Length > 0) options.AllowedOrigins.Add(allowed);
        });
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin.Replace("{host}", app.HttpAddress.Authority, StringComparison.Ordinal));

        var connecting = socket.ConnectAsync(app.Endpoint, CancellationToken.None).WaitAsync(StompTestClient.Patience);

        if (connects)
        {
            await connecting;
            await app.WhenSessionsAsync(1);
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(() => connecting);
            Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
            Assert.Equal(0, app.Services.GetRequiredService<SessionRegistry>().Count);
            Assert.Contains(app.Log.Lines, line => line.StartsWith("Origin ", StringComparison.Ordinal) && line.EndsWith("refused", StringComparison.Ordinal));
        }
    }
}
