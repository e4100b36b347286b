using System.Text;

namespace Stomp.Server.Tests.Conformance;

/// <summary>RFC 6455, 5.4, "Fragmentation", as Autobahn tries it: how a WebSocket message is cut is nothing to the STOMP in it.</summary>
public sealed class FragmentTests(OpenServer server) : ConformanceTests(server)
{
    private const byte Continuation = 0;
    private const byte Text = 1;
    private const byte Binary = 2;
    private const byte Ping = 9;
    private const byte Pong = 10;

    private string Script => $"CONNECT\naccept-version:1.2\nhost:h\n\n\0SUBSCRIBE\nid:0\ndestination:{Topic}\n\n\0SEND\ndestination:{Topic}\n\n안녕\0";

    [Theory]
    [InlineData(Text, 1)]
    [InlineData(Binary, 1)]
    [InlineData(Text, 7)]
    [InlineData(Binary, 64)]
    public async Task Fragments_of_any_length_are_one_stream(byte opcode, int length)
    {
        await using var socket = await RawWebSocket.OpenAsync(App.Endpoint);

        await SendAsync(socket, opcode, Encoding.UTF8.GetBytes(Script), length, between: []);

        await ExpectAsync(socket, "CONNECTED");
        Assert.EndsWith("\n\n안녕\0", await ExpectAsync(socket, "MESSAGE"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_fragments_and_unasked_pongs_between_them_change_nothing()
    {
        await using var socket = await RawWebSocket.OpenAsync(App.Endpoint);

        await SendAsync(socket, Text, Encoding.UTF8.GetBytes(Script), 5,
            [.. RawWebSocket.Frame(Continuation, default, final: false), .. RawWebSocket.Frame(Pong, "x"u8)]);

        await ExpectAsync(socket, "CONNECTED");
        await ExpectAsync(socket, "MESSAGE");
    }

    [Fact]
    public async Task Pings_between_fragments_are_answered_in_order()
    {
        await using var socket = await RawWebSocket.OpenAsync(App.Endpoint);
        await socket.WriteAsync(RawWebSocket.Frame(Text, "CONN"u8, final: false));

        for (byte i = 0; i < 10; i++) await socket.WriteAsync(RawWebSocket.Frame(Ping, [i]));
        await socket.WriteAsync(RawWebSocket.Frame(Continuation, "ECT\naccept-version:1.2\nhost:h\n\n\0"u8));

        for (byte i = 0; i < 10; i++)
        {
            var (opcode, payload) = await socket.ReceiveAsync();
            Assert.Equal(Pong, opcode);
            Assert.Equal([i], payload);
        }

        await ExpectAsync(socket, "CONNECTED");
    }

    [Fact]
    public async Task A_large_frame_may_come_in_many_fragments_and_behind_another()
    {
        await using var socket = await RawWebSocket.OpenAsync(App.Endpoint);
        var body = new string('x', 60_000);

        await SendAsync(socket, Binary, Encoding.UTF8.GetBytes($"{Script}SEND\ndestination:{Topic}\n\n{body}\0"), 100, between: []);

        await ExpectAsync(socket, "CONNECTED");
        await ExpectAsync(socket, "MESSAGE");
        Assert.EndsWith($"\n\n{body}\0", await ExpectAsync(socket, "MESSAGE"), StringComparison.Ordinal);
    }

    private static async Task SendAsync(RawWebSocket socket, byte opcode, byte[] bytes, int length, byte[] between)
    {
        for (var i = 0; i < bytes.Length; i += length)
        {
            var part = bytes.AsSpan(i, Math.Min(length, bytes.Length - i));
            var isLast = i + length >= bytes.Length;
            byte[] frame = [.. RawWebSocket.Frame(i == 0 ? opcode : Continuation, part, isLast), .. isLast ? [] : between];
            await socket.WriteAsync(frame);
        }
    }

    private static async Task<string> ExpectAsync(RawWebSocket socket, string command)
    {
        var (_, payload) = await socket.ReceiveAsync();
        var text = Encoding.UTF8.GetString(payload);
        Assert.StartsWith(command + "\n", text, StringComparison.Ordinal);
        return text;
    }
}
