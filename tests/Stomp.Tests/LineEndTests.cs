namespace Stomp.Tests;

/// <summary>EOL = [CR] LF in STOMP 1.2, LF in 1.0 and 1.1; any number of them may part frames.</summary>
public sealed class LineEndTests
{
    [Theory]
    [Wire("SEND\r\na:1\r\n\r\nhi\0", StompVersion.V10)]
    [Wire("SEND\r\na:1\r\n\r\nhi\0", StompVersion.V11)]
    [Wire("SEND\r\na:1\r\n\r\nhi\0", StompVersion.V12)]
    public void A_frame_with_CR_LF_throughout_is_read_in_every_version(WireInput wire, StompVersion version)
    {
        var frame = wire.Frame(version);
        Assert.Equal([new("a", "1")], frame.Headers);
        Assert.Equal("hi", frame.GetBodyText());
    }

    [Theory, Wire("SEND\na:1\r\nb:2\n\r\nhi\0")]
    public void In_1_2_each_line_may_end_either_way(WireInput wire) =>
        Assert.Equal([new("a", "1"), new("b", "2")], wire.Frame().Headers);

    [Theory]
    [Wire("SEND\na:1\r\nb:2\n\nhi\0", StompVersion.V10)]
    [Wire("SEND\na:1\r\nb:2\n\nhi\0", StompVersion.V11)]
    public void Before_1_2_a_CR_belongs_to_the_value_when_the_command_ends_in_LF(WireInput wire, StompVersion version) =>
        Assert.Equal([new("a", "1\r"), new("b", "2")], wire.Frame(version).Headers);

    [Theory]
    [Wire("SEND\r\na:1\r\n\r\n\0SEND\na:1\r\n\n\0", StompVersion.V10)]
    [Wire("SEND\r\na:1\r\n\r\n\0SEND\na:1\r\n\n\0", StompVersion.V11)]
    [Wire("\r\nSEND\na:1\r\n\n\0", StompVersion.V11)]
    public void The_line_ends_of_one_frame_say_nothing_of_the_next(WireInput wire, StompVersion version) =>
        Assert.Equal("1\r", wire.Frames(version)[^1].Headers["a"]);

    [Theory, Wire("CONNECT\naccept-version:1.1\r\n\r\n\0")]
    public void The_handshake_may_end_lines_either_way_whatever_is_negotiated(WireInput wire)
    {
        Assert.Equal("1.1", wire.Frame(StompVersion.V11).Headers["accept-version"]);
        Assert.Equal("1.1", wire.Frame(StompVersion.V12).Headers["accept-version"]);
    }

    [Theory, Wire("SEND\na:1\r2\n\n\0")]
    public void In_1_2_a_carriage_return_inside_a_line_is_a_fault(WireInput wire) =>
        Assert.Equal("SEND frame, header 'a': a carriage return must be written as '\\r' (STOMP 1.2, Augmented BNF)", wire.Fault().Message);

    [Theory, Wire("SEND\na:1\r\r\n\n\0")]
    public void In_1_2_only_one_carriage_return_belongs_to_the_line_end(WireInput wire) => Assert.Equal("a", wire.Fault().Header);

    [Theory, Wire("SEND\na:1\r2\n\n\0")]
    public void Before_1_2_a_carriage_return_inside_a_line_is_an_octet_like_others(WireInput wire)
    {
        Assert.Equal("1\r2", wire.Frame(StompVersion.V10).Headers["a"]);
        Assert.Equal("1\r2", wire.Frame(StompVersion.V11).Headers["a"]);
    }

    [Theory]
    [Wire("\n\r\n\nSEND\n\nhi\0\n\n\r\nSEND\n\nhi\0\n")]
    public void Line_ends_part_frames(WireInput wire) => Assert.Equal(["hi", "hi"], wire.Frames().Select(f => f.GetBodyText()));

    [Theory]
    [Wire("\n")]
    [Wire("\r\n")]
    [Wire("\n\n\r\n\n")]
    public void Line_ends_alone_are_heart_beats_and_leave_nothing_behind(WireInput wire) => Assert.Empty(wire.Frames());

    [Theory]
    [Wire("\rSEND\n\n\0", "?SEND")]
    [Wire("\r\rSEND\n\n\0", "??SEND")]
    [Wire("SEND\n\n\0\r\r\n", "?")]
    public void A_carriage_return_alone_is_no_line_end(WireInput wire, string shown) =>
        Assert.Equal($"'{shown}' is no command (STOMP 1.2, STOMP Frames)", wire.Fault().Message);
}
