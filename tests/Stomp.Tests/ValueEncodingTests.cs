namespace Stomp.Tests;

/// <summary>STOMP 1.2, "Value Encoding", and what 1.1 and 1.0 say instead.</summary>
public sealed class ValueEncodingTests
{
    [Theory, Wire("SEND\na\\cb\\nc\\\\d\\r:1\\n2\\c3\\\\4\\r5\n\n\0")]
    public void In_1_2_names_and_values_are_unescaped(WireInput wire) =>
        Assert.Equal([new("a:b\nc\\d\r", "1\n2:3\\4\r5")], wire.Frame(StompVersion.V12).Headers);

    [Theory, Wire("SEND\na\\cb\\nc\\\\d:1\\n2\\c3\\\\4\n\n\0")]
    public void In_1_1_too_but_for_the_carriage_return(WireInput wire) =>
        Assert.Equal([new("a:b\nc\\d", "1\n2:3\\4")], wire.Frame(StompVersion.V11).Headers);

    [Theory, Wire("SEND\na:1\\r2\n\n\0")]
    public void An_escaped_carriage_return_is_undefined_in_1_1(WireInput wire) =>
        Assert.Equal("SEND frame, header 'a': '\\r' is no escape of STOMP 1.1 (STOMP 1.2, Value Encoding)", wire.Fault(StompVersion.V11).Message);

    [Theory, Wire("SEND\na\\c\\t:\\n\\\\\\r\\\n\n\0")]
    public void In_1_0_nothing_is_an_escape(WireInput wire) =>
        Assert.Equal([new("a\\c\\t", "\\n\\\\\\r\\")], wire.Frame(StompVersion.V10).Headers);

    [Theory]
    [Wire("SEND\nreceipt:7\na:tab\\t\n\n\0", "'\\t'")]
    [Wire("SEND\nreceipt:7\na:\\N\n\n\0", "'\\N'")]
    [Wire("SEND\nreceipt:7\na:\\\\\\\n\n\0", "'\\'")]
    [Wire("SEND\nreceipt:7\na:\\:\n\n\0", "'\\:'")]
    public void An_undefined_escape_in_a_value_is_fatal(WireInput wire, string shown)
    {
        var fault = wire.Fault();
        Assert.Equal($"SEND frame, header 'a': {shown} is no escape of STOMP 1.2 (STOMP 1.2, Value Encoding)", fault.Message);
        Assert.Equal("7", fault.ReceiptId);
    }

    [Theory, Wire("SEND\na\\:b\n\n\0")]
    public void An_undefined_escape_in_a_name_is_fatal(WireInput wire) =>
        Assert.Equal("SEND frame, header 'a\\': '\\' is no escape of STOMP 1.2 (STOMP 1.2, Value Encoding)", wire.Fault().Message);

    [Theory]
    [Wire("CONNECT\npasscode:a\\b\\n\n\n\0")]
    [Wire("STOMP\npasscode:a\\b\\n\n\n\0")]
    [Wire("CONNECTED\npasscode:a\\b\\n\n\n\0")]
    public void The_frames_of_the_handshake_are_not_unescaped(WireInput wire) =>
        Assert.Equal("a\\b\\n", wire.Frame().Headers["passcode"]);

    [Theory]
    [Wire("SEND\n a : b \t\n\n\0", StompVersion.V11)]
    [Wire("SEND\n a : b \t\n\n\0", StompVersion.V12)]
    public void From_1_1_on_spaces_belong_to_names_and_values(WireInput wire, StompVersion version) =>
        Assert.Equal([new(" a ", " b \t")], wire.Frame(version).Headers);

    [Theory, Wire("SEND\n a\t: b c \t\n\n\0")]
    public void In_1_0_names_and_values_are_trimmed(WireInput wire) =>
        Assert.Equal([new("a", "b c")], wire.Frame(StompVersion.V10).Headers);

    [Fact]
    public void A_long_escaped_value_is_unescaped_whole()
    {
        var wire = "SEND\na:"u8.ToArray().Concat(Enumerable.Repeat("\\c\\\\x"u8.ToArray(), 1000).SelectMany(b => b)).Concat("\n\n\0"u8.ToArray());
        var value = WireInput.Whole(wire.ToArray()).Frame().Headers["a"];
        Assert.Equal(string.Concat(Enumerable.Repeat(":\\x", 1000)), value);
    }
}
