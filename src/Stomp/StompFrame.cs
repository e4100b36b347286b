using System.Buffers;
using System.Text;

namespace Stomp;

/// <summary>One frame: a command, headers and a body.</summary>
/// <param name="command">The frame's command.</param>
/// <param name="headers">The frame's headers; null for none.</param>
/// <param name="body">The frame's body, empty by default.</param>
public sealed class StompFrame(StompCommand command, StompHeaders? headers = null, ReadOnlySequence<byte> body = default)
{
    /// <summary>The frame's command.</summary>
    public StompCommand Command { get; } = command;

    /// <summary>The frame's headers, unescaped.</summary>
    public StompHeaders Headers { get; } = headers ?? [];

    /// <summary>
    /// The frame's body. A frame that came from <see cref="StompParser"/> only borrows it from the buffer that was parsed:
    /// read it before the buffer is given back, or keep <see cref="ToOwned"/>. A body that STOMP 1.0 lets a receiver ignore is
    /// not in it.
    /// </summary>
    public ReadOnlySequence<byte> Body { get; } = body;

    /// <summary>The body read as UTF-8.</summary>
    public string GetBodyText() => Encoding.UTF8.GetString(Body);

    /// <summary>The value of a header that the frame must have.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="rule">The section of the specification that demands it.</param>
    /// <exception cref="StompProtocolException">There is no such header.</exception>
    public string RequireHeader(string name, string rule) =>
        Headers[name] ?? throw new StompProtocolException(Command.ToWireName(), name, "the header is required but missing", rule)
        {
            ReceiptId = Headers[StompHeaderNames.Receipt],
        };

    /// <summary>The same frame with a body of its own, which may be kept.</summary>
    public StompFrame ToOwned() => new(Command, Headers, new ReadOnlySequence<byte>(Body.ToArray()));
}
