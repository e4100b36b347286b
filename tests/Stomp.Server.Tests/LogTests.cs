namespace Stomp.Server.Tests;

/// <summary>What is logged, and what never is.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task Neither_bodies_nor_credentials_are_logged()
    {
        await using var app = await TestApp.StartOpenAsync(stomp: stomp => stomp.AddMessageController<RoomController>());
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);
        await client.SendAsync("CONNECT\naccept-version:1.2\nlogin:me\npasscode:sesame\n\n\0");
        await client.ExpectAsync("CONNECTED");
        await client.SubscribeAsync("/topic/a");

        await client.SendAsync("SEND\ndestination:/topic/a\npasscode:sesame\n\nopen sesame\0");
        await client.ExpectAsync("MESSAGE");
        await client.SendAsync("SEND\ndestination:/app/room/1/say\n\n{\"sesame\":1\0");
        await client.ExpectErrorAsync();

        await app.WhenSessionsAsync(0);
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("sesame", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_cannot_forge_a_line()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SEND\ndestination:/app/x\\nSession 1 connected\\r\n\n\0");

        await client.ExpectErrorAsync();
        Assert.DoesNotContain(app.Log.Lines, line => line.AsSpan().ContainsAny('\n', '\r'));
        Assert.Contains(app.Log.Lines, line => line.Contains("/app/x?Session 1 connected?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task There_is_one_line_for_a_connect_a_refused_frame_and_an_end()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SUBSCRIBE\n\n\0");
        await client.ExpectErrorAsync();
        await app.WhenSessionsAsync(0);

        var lines = app.Log.Lines.Where(line => line.Contains(client.SessionId, StringComparison.Ordinal)).ToList();
        Assert.Equal(
            [
                $"Session {client.SessionId} connected, STOMP 1.2, user anonymous",
                $"Session {client.SessionId}, frame refused: SUBSCRIBE frame, header 'destination': the header is required but missing (STOMP 1.2, SUBSCRIBE)",
                $"Session {client.SessionId} ended: ProtocolError ",
            ],
            lines);
    }
}
