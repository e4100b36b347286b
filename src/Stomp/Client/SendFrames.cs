using System.Buffers;
using System.Text;

namespace Stomp.Client;

/// <summary>SEND frames (STOMP 1.2, "SEND").</summary>
internal static class SendFrames
{
    public static StompFrame Of(string destination, string text, StompHeaders? headers, string? transaction = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var all = Headers(destination, headers, transaction);
        // text/* without a charset is UTF-8.
        all.Add(StompHeaderNames.ContentType, "text/plain");
        return new(StompCommand.Send, all, new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text)));
    }

    public static StompFrame Of(string destination, ReadOnlyMemory<byte> body, StompHeaders? headers, string? transaction = null) =>
        new(StompCommand.Send, Headers(destination, headers, transaction), new ReadOnlySequence<byte>(body));

    private static StompHeaders Headers(string destination, StompHeaders? more, string? transaction)
    {
        ArgumentException.ThrowIfNullOrEmpty(destination);
        var headers = new StompHeaders(4 + (more?.Count ?? 0));
        headers.Add(StompHeaderNames.Destination, destination);
        if (transaction is not null) headers.Add(StompHeaderNames.Transaction, transaction);
        foreach (var header in more ?? []) headers.Add(header.Key, header.Value);
        return headers;
    }
}
