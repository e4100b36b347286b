namespace Stomp.Server.Tests;

/// <summary>permessage-deflate on STOMP endpoints, which have it as an option.</summary>
public sealed class CompressionTests
{
    private static Task<StompTestClient> OpenAsync(TestApp app) => StompTestClient.OpenAsync(app.Endpoint, ["v12.stomp"], options =>
    {
        options.DangerousDeflateOptions = new();
        options.CollectHttpResponseDetails = true;
    });

    [Fact]
    public async Task It_is_off_unless_the_endpoint_allows_it()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await OpenAsync(app);
        Assert.False(client.Socket.HttpResponseHeaders!.ContainsKey("Sec-WebSocket-Extensions"));
    }

    [Fact]
    public async Task Frames_are_compressed_for_who_asks_and_not_for_others()
    {
        var listener = new ListenerProbe();
        await using var app = await TestApp.StartAsync(options => options.AllowSendToBroker = true, stomp => listener.AddTo(stomp),
            endpoint => endpoint.AllowCompression = true);
        await using var compressed = await OpenAsync(app);
        Assert.True(compressed.Socket.HttpResponseHeaders!.ContainsKey("Sec-WebSocket-Extensions"));
        Assert.Equal("v12.stomp", compressed.Socket.SubProtocol);
        await compressed.SendAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0");
        await compressed.ExpectAsync("CONNECTED");
        await compressed.SubscribeAsync("/topic/a");
        await using var plain = await app.SubscribedAsync("/topic/a");

        var body = new string('x', 50_000) + "안녕";
        await plain.SendAsync($"SEND\ndestination:/topic/a\n\n{body}\0");

        Assert.Equal(body, await compressed.ReceiveBodyAsync());
        Assert.Equal(body, await plain.ReceiveBodyAsync());

        await compressed.SendAsync("NONSENSE\n\n\0");
        await compressed.ExpectErrorAsync();
        Assert.Equal([DisconnectReason.ProtocolError], await listener.EndedAsync(1));
    }
}
