using System.Net;
using System.Net.WebSockets;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>Which pages' scripts may connect.</summary>
public sealed class OriginTests
{
    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    public async Task Another_origin_is_refused(string origin)
    {
        await using var app = ChatApp.Start();

        Assert.Equal(HttpStatusCode.Forbidden, await ConnectAsync(app, origin));
    }

    [Fact]
    public async Task The_chats_own_page_may_connect()
    {
        await using var app = ChatApp.Start();

        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync(app, $"http://{app.HttpAddress.Authority}"));
    }

    [Theory]
    [InlineData("https://chat.example", HttpStatusCode.SwitchingProtocols)]
    [InlineData("https://a.partner.example", HttpStatusCode.SwitchingProtocols)]
    [InlineData("http://chat.example", HttpStatusCode.Forbidden)]
    [InlineData("https://chat.example.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("https://partner.example", HttpStatusCode.Forbidden)]
    public async Task Origins_are_allowed_as_configured(string origin, HttpStatusCode expected)
    {
        await using var app = ChatApp.Start(("Chat:AllowedOrigins:0", "https://chat.example"), ("Chat:AllowedOrigins:1", "https://*.partner.example"));

        Assert.Equal(expected, await ConnectAsync(app, origin));
        Assert.Equal(expected, await ConnectAsync(app, origin, "/ws/chat"));
    }

    [Fact]
    public async Task A_star_allows_every_origin()
    {
        await using var app = ChatApp.Start(("Chat:AllowedOrigins:0", "*"));

        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync(app, "https://elsewhere.example"));
    }

    private static async Task<HttpStatusCode> ConnectAsync(ChatApp app, string origin, string path = "/ws")
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(app.Endpoint(path), CancellationToken.None).WaitAsync(StompTestClient.Patience);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return socket.HttpStatusCode;
    }
}
