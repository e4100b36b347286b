using System.Text;

namespace Stomp.Tests;

public sealed class CommandTests
{
    public static TheoryData<string, StompCommand> Commands => new()
    {
        { "CONNECT", StompCommand.Connect },
        { "STOMP", StompCommand.Stomp },
        { "CONNECTED", StompCommand.Connected },
        { "SEND", StompCommand.Send },
        { "SUBSCRIBE", StompCommand.Subscribe },
        { "UNSUBSCRIBE", StompCommand.Unsubscribe },
        { "ACK", StompCommand.Ack },
        { "NACK", StompCommand.Nack },
        { "BEGIN", StompCommand.Begin },
        { "COMMIT", StompCommand.Commit },
        { "ABORT", StompCommand.Abort },
        { "DISCONNECT", StompCommand.Disconnect },
        { "MESSAGE", StompCommand.Message },
        { "RECEIPT", StompCommand.Receipt },
        { "ERROR", StompCommand.Error },
    };

    [Theory, MemberData(nameof(Commands))]
    public void Every_command_is_read_and_written_under_its_name(string name, StompCommand command)
    {
        var wire = WireInput.Whole(Encoding.ASCII.GetBytes(name + "\n\n\0"));
        Assert.Equal(command, wire.Frame().Command);
        Assert.Equal(name, command.ToWireName());
    }

    [Fact]
    public void The_table_above_names_all_commands() => Assert.Equal(Enum.GetValues<StompCommand>(), Commands.Select(row => (StompCommand)row[1]));

    [Fact]
    public void Only_SEND_MESSAGE_and_ERROR_may_have_a_body() =>
        Assert.Equal([StompCommand.Send, StompCommand.Message, StompCommand.Error], Enum.GetValues<StompCommand>().Where(c => c.MayHaveBody()));

    [Theory]
    [Wire("send\n\n\0", "send")]
    [Wire("Send\n\n\0", "Send")]
    [Wire("SENDX\n\n\0", "SENDX")]
    [Wire(" SEND\n\n\0", " SEND")]
    [Wire("SEND \n\n\0", "SEND ")]
    [Wire("SE\rND\n\n\0", "SE?ND")]
    [Wire("ABCDEFGHIJK\n\n\0", "ABCDEFGHIJK")]
    public void Commands_are_case_sensitive_and_nothing_else_is_one(WireInput wire, string shown)
    {
        var fault = wire.Fault();
        Assert.Equal($"'{shown}' is no command (STOMP 1.2, STOMP Frames)", fault.Message);
        Assert.Null(fault.Frame);
        Assert.Null(fault.ReceiptId);
    }

    [Theory]
    [Wire("UNSUBSCRIBED")]
    [Wire("UNSUBSCRIBED\n\n\0")]
    [Wire("UNSUBSCRIBED\0")]
    [Wire("UNSUBSCRIBED, and so on without an end\0")]
    public void A_line_longer_than_any_command_is_refused_before_its_end(WireInput wire) =>
        Assert.Equal("'UNSUBSCRIBED…' is no command (STOMP 1.2, STOMP Frames)", wire.Fault().Message);

    [Theory, Wire("GET /chat HTTP/1.1\r\nHost: x\r\n\r\n")]
    public void A_stray_HTTP_request_is_refused_at_its_first_line(WireInput wire) =>
        Assert.Equal("'GET /chat HT…' is no command (STOMP 1.2, STOMP Frames)", wire.Fault().Message);
}
