namespace Stomp;

/// <summary>What commands are called on the wire, and which of them may have a body.</summary>
public static class StompCommandNames
{
    private static readonly string[] Names =
    [
        "CONNECT", "STOMP", "CONNECTED", "SEND", "SUBSCRIBE", "UNSUBSCRIBE", "ACK", "NACK",
        "BEGIN", "COMMIT", "ABORT", "DISCONNECT", "MESSAGE", "RECEIPT", "ERROR",
    ];

    /// <summary>The longest command, in bytes: <c>UNSUBSCRIBE</c>.</summary>
    internal const int LongestBytes = 11;

    /// <summary>The command as it is written on the wire, for example <c>SEND</c>.</summary>
    public static string ToWireName(this StompCommand command) => Names[(int)command];

    /// <summary>Whether the frame may have a body: only SEND, MESSAGE and ERROR may (STOMP 1.2, "Body").</summary>
    public static bool MayHaveBody(this StompCommand command) =>
        command is StompCommand.Send or StompCommand.Message or StompCommand.Error;

    /// <summary>CONNECT, STOMP and CONNECTED are not escaped, to stay readable for 1.0 (STOMP 1.2, "Value Encoding").</summary>
    internal static bool IsHandshake(this StompCommand command) =>
        command is StompCommand.Connect or StompCommand.Stomp or StompCommand.Connected;

    /// <summary>Finds the command for a line; commands are case sensitive.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> line, out StompCommand command)
    {
        StompCommand? found = line.Length switch
        {
            3 when line.SequenceEqual("ACK"u8) => StompCommand.Ack,
            4 when line.SequenceEqual("SEND"u8) => StompCommand.Send,
            4 when line.SequenceEqual("NACK"u8) => StompCommand.Nack,
            5 when line.SequenceEqual("STOMP"u8) => StompCommand.Stomp,
            5 when line.SequenceEqual("BEGIN"u8) => StompCommand.Begin,
            5 when line.SequenceEqual("ABORT"u8) => StompCommand.Abort,
            5 when line.SequenceEqual("ERROR"u8) => StompCommand.Error,
            6 when line.SequenceEqual("COMMIT"u8) => StompCommand.Commit,
            7 when line.SequenceEqual("MESSAGE"u8) => StompCommand.Message,
            7 when line.SequenceEqual("RECEIPT"u8) => StompCommand.Receipt,
            7 when line.SequenceEqual("CONNECT"u8) => StompCommand.Connect,
            9 when line.SequenceEqual("SUBSCRIBE"u8) => StompCommand.Subscribe,
            9 when line.SequenceEqual("CONNECTED"u8) => StompCommand.Connected,
            10 when line.SequenceEqual("DISCONNECT"u8) => StompCommand.Disconnect,
            11 when line.SequenceEqual("UNSUBSCRIBE"u8) => StompCommand.Unsubscribe,
            _ => null,
        };
        command = found.GetValueOrDefault();
        return found is not null;
    }
}
