using System.Buffers;
using System.Text;

namespace Stomp.Tests;

public sealed class WriterTests
{
    [Fact]
    public void A_frame_is_command_headers_content_length_empty_line_body_NUL() =>
        Assert.Equal("SEND\na:1\nb:2\ncontent-length:2\n\nhi\0", Written(Send(("a", "1"), ("b", "2")), StompVersion.V12));

    [Fact]
    public void A_frame_without_a_right_to_a_body_gets_no_content_length() =>
        Assert.Equal("DISCONNECT\n\n\0", Written(new StompFrame(StompCommand.Disconnect), StompVersion.V12));

    [Fact]
    public void A_content_length_of_the_headers_is_set_right_in_its_place()
    {
        Assert.Equal("SEND\na:1\ncontent-length:2\nb:2\n\nhi\0", Written(Send(("a", "1"), ("content-length", "99"), ("b", "2")), StompVersion.V12));
        var subscribe = new StompFrame(StompCommand.Subscribe, new() { { "content-length", "99" }, { "id", "1" } });
        Assert.Equal("SUBSCRIBE\ncontent-length:0\nid:1\n\n\0", Written(subscribe, StompVersion.V12));
    }

    [Fact]
    public void A_body_of_several_segments_is_written_whole_NULs_included()
    {
        var frame = new StompFrame(StompCommand.Message, null, Segments.Of("a\0"u8.ToArray(), default, "b"u8.ToArray()));
        Assert.Equal("MESSAGE\ncontent-length:3\n\na\0b\0", Written(frame, StompVersion.V12));
    }

    [Theory]
    [InlineData(StompVersion.V12, "k\\c\\\\\\n\\rk:v\\c\\\\\\n\\rv")]
    [InlineData(StompVersion.V11, "k\\c\\\\\\n\rk:v\\c\\\\\\n\rv")]
    public void Names_and_values_are_escaped(StompVersion version, string line) =>
        Assert.Equal($"SEND\n{line}\ncontent-length:2\n\nhi\0", Written(Send(("k:\\\n\rk", "v:\\\n\rv")), version));

    [Fact]
    public void Nothing_is_escaped_in_1_0() =>
        Assert.Equal("SEND\na\\:b:\\c\ncontent-length:2\n\nhi\0", Written(Send(("a\\", "b:\\c")), StompVersion.V10));

    [Theory]
    [InlineData(StompCommand.Connect)]
    [InlineData(StompCommand.Stomp)]
    [InlineData(StompCommand.Connected)]
    public void The_frames_of_the_handshake_are_not_escaped(StompCommand command) =>
        Assert.Equal($"{command.ToWireName()}\na:b:\\c\n\n\0", Written(new(command, new() { { "a", "b:\\c" } }), StompVersion.V12));

    [Theory]
    [InlineData("", "x", StompVersion.V12)]
    [InlineData("a", "\0", StompVersion.V12)]
    [InlineData("\0", "x", StompVersion.V11)]
    [InlineData("a", "1\n2", StompVersion.V10)]
    [InlineData("a", "1\r2", StompVersion.V10)]
    [InlineData("a:b", "x", StompVersion.V10)]
    [InlineData("a\nb", "x", StompVersion.V10)]
    [InlineData("a\rb", "x", StompVersion.V10)]
    public void What_cannot_be_written_is_refused_before_a_byte_is_written(string name, string value, StompVersion version)
    {
        Assert.False(StompWriter.CanWrite(StompCommand.Send, name, value, version));
        var output = new ArrayBufferWriter<byte>();
        var refused = Assert.Throws<ArgumentException>(() => StompWriter.Write(output, Send(("fine", "yes"), (name, value)), version));
        Assert.Contains("cannot be written in a SEND frame of STOMP " + version.ToWireName(), refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, output.WrittenCount);
        Assert.Throws<ArgumentException>(() => StompWriter.WriteHeader(output, StompCommand.Send, name, value, version));
        Assert.Equal(0, output.WrittenCount);
    }

    [Theory]
    [InlineData(StompCommand.Send, StompVersion.V11, true)]
    [InlineData(StompCommand.Send, StompVersion.V12, true)]
    [InlineData(StompCommand.Send, StompVersion.V10, false)]
    [InlineData(StompCommand.Connected, StompVersion.V12, false)]
    public void A_line_feed_needs_a_version_and_a_frame_with_escapes(StompCommand command, StompVersion version, bool can) =>
        Assert.Equal(can, StompWriter.CanWrite(command, "a", "1\n2", version));

    [Fact]
    public void A_body_that_is_forbidden_is_refused_before_a_byte_is_written()
    {
        var output = new ArrayBufferWriter<byte>();
        var frame = new StompFrame(StompCommand.Receipt, null, new ReadOnlySequence<byte>([1]));
        Assert.Throws<ArgumentException>(() => StompWriter.Write(output, frame, StompVersion.V12));
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void The_parts_of_a_frame_make_the_whole()
    {
        var output = new ArrayBufferWriter<byte>();
        StompWriter.WriteCommand(output, StompCommand.Message);
        StompWriter.WriteHeader(output, StompCommand.Message, "a", "größe:", StompVersion.V12);
        StompWriter.WriteContentLength(output, long.MaxValue);
        Assert.Equal("MESSAGE\na:größe\\c\ncontent-length:9223372036854775807\n", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static StompFrame Send(params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var all = new StompHeaders();
        foreach (var (name, value) in headers) all.Add(name, value);
        return new StompFrame(StompCommand.Send, all, new ReadOnlySequence<byte>("hi"u8.ToArray()));
    }

    private static string Written(StompFrame frame, StompVersion version)
    {
        var output = new ArrayBufferWriter<byte>();
        StompWriter.Write(output, frame, version);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
