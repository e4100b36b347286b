using System.Text;

namespace Stomp.Tests;

/// <summary>What the parser takes, leaves and looks at when bytes arrive a few at a time.</summary>
public sealed class IncrementalTests
{
    [Fact]
    public void Only_an_unfinished_line_or_body_is_left_in_the_buffer()
    {
        var feed = new ParserFeed(new StompParser());
        var left = new List<(string Arrived, long Left)>();
        foreach (var piece in new[] { "\n\r\n", "SE", "ND\na:", "1\nb:2\n", "\nbo", "dy", "\0\n\n", "\r" })
        {
            feed.Arrive(Encoding.UTF8.GetBytes(piece));
            left.Add((piece, feed.UnconsumedBytes));
        }

        Assert.Equal([("\n\r\n", 0), ("SE", 2), ("ND\na:", 2), ("1\nb:2\n", 0), ("\nbo", 2), ("dy", 4), ("\0\n\n", 0), ("\r", 1)], left);
        Assert.Single(feed.Frames);
    }

    [Fact]
    public void An_empty_buffer_is_no_frame()
    {
        var feed = new ParserFeed(new StompParser());
        feed.Arrive();
        feed.Arrive(default(ReadOnlyMemory<byte>));
        feed.Arrive("SEND\na:1"u8.ToArray());
        feed.Arrive(default(ReadOnlyMemory<byte>));
        Assert.Empty(feed.Frames);
    }

    // Each byte is replaced by a terminator once it was searched: whoever searched it again would stop there.
    [Fact]
    public void A_body_is_searched_once_so_that_work_is_linear_byte_by_byte()
    {
        var parser = new StompParser();
        var bytes = new byte[4000];
        for (var arrived = 1; arrived <= bytes.Length; arrived++)
        {
            bytes[arrived - 1] = (byte)'x';
            Assert.Null(Parse(parser, arrived == 1 ? "SEND\n\n"u8.ToArray() : default(ReadOnlyMemory<byte>), bytes.AsMemory(0, arrived)));
            bytes[arrived - 1] = 0;
        }

        Assert.Equal(4000, Parse(parser, bytes, new byte[1])?.Body.Length);
    }

    [Fact]
    public void A_header_line_is_searched_once_so_that_work_is_linear_byte_by_byte()
    {
        var parser = new StompParser();
        var line = new byte[4000];
        for (var arrived = 1; arrived <= line.Length; arrived++)
        {
            line[arrived - 1] = (byte)(arrived == 2 ? ':' : 'x');
            Assert.Null(Parse(parser, arrived == 1 ? "SEND\n"u8.ToArray() : default(ReadOnlyMemory<byte>), line.AsMemory(0, arrived)));
            line[arrived - 1] = (byte)'\n';
        }

        "x:"u8.CopyTo(line);
        Assert.Equal(3998, Parse(parser, line, "\n\n\0"u8.ToArray())?.Headers["x"]?.Length);
    }

    [Fact]
    public void A_frame_before_a_fault_is_still_handed_out()
    {
        var feed = WireInput.Whole("SEND\n\nhi\0nonsense\n"u8.ToArray()).Run(StompVersion.V12, null, out var fault);
        Assert.Equal("hi", Assert.Single(feed.Frames).GetBodyText());
        Assert.Equal("'nonsense' is no command (STOMP 1.2, STOMP Frames)", fault?.Message);
    }

    [Fact]
    public void A_version_negotiated_by_one_frame_holds_for_the_next_in_the_same_buffer()
    {
        var parser = new StompParser();
        var buffer = Segments.Of("CONNECT\naccept-version:1.0\n\n\0SEND\na: \\n\n\n\0"u8.ToArray());
        Assert.True(parser.TryParse(ref buffer, out _));
        parser.Version = StompVersion.V10;
        Assert.True(parser.TryParse(ref buffer, out var send));
        Assert.Equal("\\n", send.Headers["a"]);
    }

    private static StompFrame? Parse(StompParser parser, params ReadOnlyMemory<byte>[] pieces)
    {
        var buffer = Segments.Of(pieces);
        return parser.TryParse(ref buffer, out var frame) ? frame : null;
    }
}
