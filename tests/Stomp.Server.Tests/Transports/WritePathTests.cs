using System.Text;

namespace Stomp.Server.Tests.Transports;

/// <summary>How frames leave, over real sockets that take less than there is to write, written to directly and through the server's stream.</summary>
public sealed class WritePathTests
{
    private const int Messages = 300;

    private readonly ListenerProbe _listener = new();

    public static TheoryData<Wire> Wires => [.. Enum.GetValues<Wire>()];

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_reader_that_stops_and_goes_on_gets_everything_whole_and_in_order(Wire wire)
    {
        await using var wired = await WiredApp.StartAsync(wire);
        await using var reader = await wired.SubscribeAsync();

        await wired.SendAsync(Messages);

        await AssertMessagesAsync(reader);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Pings_are_answered_behind_what_was_queued_before_them(Wire wire)
    {
        await using var wired = await WiredApp.StartAsync(wire);
        await using var reader = await wired.SubscribeAsync();
        await wired.SendAsync(Messages);

        for (byte i = 0; i < 16; i++) await reader.WriteAsync(RawWebSocket.Frame(9, [i]));
        await reader.SendTextAsync("SUBSCRIBE\nid:1\ndestination:/topic/b\nreceipt:pinged\n\n\0");

        await AssertMessagesAsync(reader);
        for (byte i = 0; i < 16; i++)
        {
            var (opcode, payload) = await reader.ReceiveAsync();
            Assert.Equal(10, opcode);
            Assert.Equal([i], payload);
        }

        Assert.Contains("receipt-id:pinged", Encoding.UTF8.GetString((await reader.ReceiveAsync()).Payload), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task What_is_queued_is_written_before_the_close_frame_of_a_shutdown(Wire wire)
    {
        await using var wired = await WiredApp.StartAsync(wire, options => options.CloseTimeout = StompTestClient.Patience);
        await using var reader = await wired.SubscribeAsync();
        await wired.SendAsync(Messages);

        var stopping = wired.App.StopAsync();

        await AssertMessagesAsync(reader);
        var (opcode, payload) = await reader.ReceiveAsync();
        Assert.Equal(8, opcode);
        Assert.Equal([0x03, 0xF4], payload[..2]); // 1012, service restart
        await reader.WriteAsync(RawWebSocket.Frame(8, payload.AsSpan(0, 2)));
        await reader.WhenClosedAsync();
        await stopping.WaitAsync(StompTestClient.Patience);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_session_is_ended_while_its_write_waits_for_a_reader(Wire wire)
    {
        await using var wired = await WiredApp.StartAsync(wire, options => options.CloseTimeout = TimeSpan.FromMilliseconds(200), _listener);
        await using var reader = await wired.SubscribeAsync();
        await wired.SendAsync(Messages);

        await _listener.Sessions.Single().DisconnectAsync("Enough.");

        Assert.Equal([DisconnectReason.ClosedByApplication], await _listener.EndedAsync(1));
        await wired.App.WhenSessionsAsync(0);
        await reader.WhenClosedAsync();
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_peer_that_vanishes_while_a_write_waits_for_it_is_a_lost_connection(Wire wire)
    {
        await using var wired = await WiredApp.StartAsync(wire, listener: _listener);
        await using var reader = await wired.SubscribeAsync();
        await wired.SendAsync(Messages);

        reader.Kill();

        Assert.Equal([DisconnectReason.ConnectionLost], await _listener.EndedAsync(1));
        await wired.App.WhenSessionsAsync(0);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task The_handshake_is_answered_first_even_if_the_client_does_not_wait_for_it(Wire wire)
    {
        await using var wired = await WiredApp.StartAsync(wire);
        var early = new List<byte>(RawWebSocket.Frame(1, "CONNECT\naccept-version:1.2\n\n\0SUBSCRIBE\nid:0\ndestination:/topic/a\n\n\0"u8));
        for (var i = 0; i < Messages; i++) early.AddRange(RawWebSocket.Frame(1, Encoding.UTF8.GetBytes($"SEND\ndestination:/topic/a\n\n{WiredApp.BodyOf(i)}\0")));

        await using var client = await wired.OpenAsync([.. early]);

        Assert.StartsWith("CONNECTED", Encoding.UTF8.GetString((await client.ReceiveAsync()).Payload), StringComparison.Ordinal);
        await AssertMessagesAsync(client);
    }


    private static async Task AssertMessagesAsync(RawWebSocket reader)
    {
        for (var i = 0; i < Messages; i++)
        {
            var (opcode, payload) = await reader.ReceiveAsync();
            Assert.Equal(1, opcode);
            Assert.Equal(WiredApp.BodyOf(i), WiredApp.BodyOf(payload));
        }
    }
}
