using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using Stomp.Server.Transports;

namespace Stomp.Server.Tests.Transports;

/// <summary>What a client's WebSocket frames say (RFC 6455), read from a pipe.</summary>
public sealed class WebSocketReaderTests
{
    private const int Text = 1;
    private const int Binary = 2;

    public static TheoryData<string, byte[], int> Faults => new()
    {
        { "not masked", [0x81, 0x01, (byte)'a'], 1002 },
        { "a reserved bit", [0xC1, 0x80, 0, 0, 0, 0], 1002 },
        { "an unknown opcode", [0x83, 0x80, 0, 0, 0, 0], 1002 },
        { "an unknown control opcode", [0x8B, 0x80, 0, 0, 0, 0], 1002 },
        { "nothing to go on with", Masked(0, "a"u8), 1002 },
        { "a message within a message", [.. Masked(Text, "a"u8, isFinal: false), .. Masked(Text, "b"u8)], 1002 },
        { "a control frame in pieces", Masked(9, "a"u8, isFinal: false), 1002 },
        { "a long control frame", Masked(9, new byte[126]), 1002 },
        { "a negative length", [0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4], 1002 },
        { "a close of one byte", Masked(8, [3]), 1002 },
        { "a status that is none", Masked(8, [3, 0xED]), 1002 }, // 1005
        { "a status too low", Masked(8, [0, 1]), 1002 },
        { "a reason that is no UTF-8", Masked(8, [3, 232, 0xFF]), 1007 },
        { "text that is no UTF-8", Masked(Text, [0xFF]), 1007 },
        { "text that ends within a character", Masked(Text, "안"u8[..2]), 1007 },
        { "text of a surrogate", Masked(Text, [0xED, 0xA0, 0x80]), 1007 },
        { "text that goes wrong in its second piece", [.. Masked(Text, "안"u8[..1], isFinal: false), .. Masked(0, "a"u8)], 1007 },
    };

    [Fact]
    public async Task Messages_are_one_stream_of_bytes_however_they_are_cut()
    {
        byte[] wire =
        [
            .. Masked(Text, "안녕"u8), .. Masked(Binary, [0xFF, 0]), .. Masked(Text, []), .. Masked(9, "?"u8),
            .. Masked(Text, "안"u8[..1], isFinal: false), .. Masked(9, "!"u8), .. Masked(0, [], isFinal: false), .. Masked(0, "안"u8[1..]),
            .. Masked(Text, Encoding.UTF8.GetBytes(new string('x', 300))), .. Masked(10, "unasked"u8),
            .. Masked(8, [3, 232, .. "bye"u8]), .. Masked(Text, "behind"u8),
        ];
        byte[] expected = [.. "안녕"u8, 0xFF, 0, .. "안"u8, .. Encoding.UTF8.GetBytes(new string('x', 300))];

        for (var cut = 1; cut <= wire.Length; cut++)
        {
            var answers = new Answers();
            Assert.Equal(expected, await ReadAsync(answers, wire[..cut], wire[cut..]));
            Assert.Equal(["pong ?", "pong !"], answers.Sent);
        }

        Assert.Equal(expected, await ReadAsync(new Answers(), [.. wire.Select(one => new[] { one })]));
    }

    [Theory]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(300_000)]
    public async Task Lengths_of_each_form_are_read(int length)
    {
        var payload = new byte[length];
        new Random(length).NextBytes(payload);

        Assert.Equal(payload, await ReadAsync(new Answers(), [.. Masked(Binary, payload), .. Masked(8, [])]));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_breaks_the_protocol_is_answered_with_its_status(string fault, byte[] wire, int status)
    {
        Assert.NotEmpty(fault);
        for (var cut = 0; cut < wire.Length; cut++)
        {
            var answers = new Answers();
            await Assert.ThrowsAsync<WebSocketFault>(() => ReadAsync(answers, wire[..cut], wire[cut..]));
            Assert.Equal([$"close {status}"], answers.Sent);
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1003)]
    [InlineData(1007)]
    [InlineData(1014)]
    [InlineData(3000)]
    [InlineData(4999)]
    public async Task Statuses_that_may_be_sent_are_taken(int status) =>
        Assert.Empty(await ReadAsync(new Answers(), Masked(8, [(byte)(status >> 8), (byte)status])));

    [Fact]
    public async Task A_connection_that_ends_without_a_close_frame_is_broken()
    {
        await Assert.ThrowsAsync<WebSocketException>(() => ReadAsync(new Answers(), Masked(Text, "a"u8)));
        await Assert.ThrowsAsync<WebSocketException>(() => ReadAsync(new Answers(), Masked(Text, "abc"u8)[..^1]));
    }

    [Fact]
    public async Task What_is_not_used_up_is_handed_out_again()
    {
        var pipe = new Pipe();
        var reader = new WebSocketReader(pipe.Reader, new Answers());
        await pipe.Writer.WriteAsync(Masked(Text, "abc"u8));
        var first = reader.Decode(await pipe.Reader.ReadAsync());
        reader.AdvanceTo(first.Buffer.GetPosition(1));
        await pipe.Writer.WriteAsync(Masked(Text, "def"u8));

        var second = reader.Decode(await pipe.Reader.ReadAsync());

        Assert.Equal("bcdef"u8, second.Buffer.ToArray());
        reader.AdvanceTo(second.Buffer.End);
    }

    private static async Task<byte[]> ReadAsync(Answers answers, params byte[][] pieces)
    {
        var pipe = new Pipe(new(pauseWriterThreshold: 0));
        var reader = new WebSocketReader(pipe.Reader, answers);
        var bytes = new List<byte>();
        foreach (var piece in pieces)
        {
            await pipe.Writer.WriteAsync(piece);
            while (piece.Length > 0 && pipe.Reader.TryRead(out var read))
            {
                if (Take(read)) return [.. bytes];
            }
        }

        await pipe.Writer.CompleteAsync();
        while (!Take(await pipe.Reader.ReadAsync()))
        {
        }

        return [.. bytes];

        bool Take(ReadResult read)
        {
            var decoded = reader.Decode(read);
            bytes.AddRange(decoded.Buffer.ToArray());
            reader.AdvanceTo(decoded.Buffer.End);
            return decoded.IsCompleted;
        }
    }

    private static byte[] Masked(byte opcode, ReadOnlySpan<byte> payload, bool isFinal = true)
    {
        byte[] mask = [0x37, 0xFA, 0x21, 0x3D];
        var frame = RawWebSocket.Frame(opcode, payload, isFinal);
        var start = frame.Length - payload.Length;
        mask.CopyTo(frame, start - mask.Length);
        for (var i = 0; i < payload.Length; i++) frame[start + i] ^= mask[i % mask.Length];
        return frame;
    }

    /// <summary>Writes down what the protocol wants answered.</summary>
    private sealed class Answers : IWebSocketAnswers
    {
        public List<string> Sent { get; } = [];

        public void SendPong(ReadOnlySpan<byte> payload) => Sent.Add($"pong {Encoding.UTF8.GetString(payload)}");

        public void SendClose(WebSocketCloseStatus status, string reason) => Sent.Add($"close {(int)status}");
    }
}
