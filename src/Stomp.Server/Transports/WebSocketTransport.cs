using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Stomp.Server.Broker;

namespace Stomp.Server.Transports;

/// <summary>
/// STOMP in WebSocket messages. The library's WebSocket reads; frames are written past it, ready-made, straight to the connection.
/// </summary>
internal sealed class WebSocketTransport(WebSocket socket, UpgradedStream stream, IHttpRequestLifetimeFeature connection) : StompTransport
{
    // RFC 6455, 5.5: a control frame carries 125 bytes, of which the status takes two.
    private const int LongestReasonBytes = 123;

    /// <inheritdoc/>
    /// <remarks>Several STOMP frames in one message, and one over several, are the same stream of bytes here.</remarks>
    public override PipeReader Input { get; } = PipeReader.Create(
        new WebSocketInput(socket),
        new StreamPipeReaderOptions(useZeroByteReads: true, leaveOpen: true));

    public override CancellationToken Lost => connection.RequestAborted;

    public override ValueTask WriteAsync(ReadOnlyMemory<EncodedFrame> frames) =>
        frames.Length == 1 ? stream.Connection.WriteAsync(frames.Span[0].WebSocketMessage) : WriteJoinedAsync(frames);

    public override async ValueTask CloseOutputAsync(DisconnectReason reason, string text)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        await socket.CloseOutputAsync(StatusFor(reason), Fit(text), CancellationToken.None);
    }

    public override void Abort() => connection.Abort();

    private ValueTask WriteJoinedAsync(ReadOnlyMemory<EncodedFrame> frames)
    {
        var length = 0;
        foreach (var frame in frames.Span) length += frame.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        var position = 0;
        foreach (var frame in frames.Span)
        {
            frame.WebSocketMessage.Span.CopyTo(joined.AsSpan(position));
            position += frame.Length;
        }

        var write = stream.Connection.WriteAsync(joined.AsMemory(0, length));
        if (!write.IsCompletedSuccessfully) return FinishAsync(write, joined);
        ArrayPool<byte>.Shared.Return(joined);
        return default;
    }

    private static async ValueTask FinishAsync(ValueTask write, byte[] joined)
    {
        await write;
        ArrayPool<byte>.Shared.Return(joined);
    }

    private static WebSocketCloseStatus StatusFor(DisconnectReason reason) => reason switch
    {
        DisconnectReason.ClientDisconnect or DisconnectReason.ClosedByClient => WebSocketCloseStatus.NormalClosure,
        DisconnectReason.ServerShutdown => WebSocketCloseStatus.EndpointUnavailable,
        DisconnectReason.SlowConsumer or DisconnectReason.ClosedByApplication => WebSocketCloseStatus.PolicyViolation,
        DisconnectReason.InternalError => WebSocketCloseStatus.InternalServerError,
        _ => WebSocketCloseStatus.ProtocolError,
    };

    private static string Fit(string text)
    {
        // A lone surrogate, which a close frame cannot carry, becomes a replacement character on the way.
        Span<byte> bytes = stackalloc byte[LongestReasonBytes];
        Utf8.FromUtf16(text, bytes, out _, out var length, replaceInvalidSequences: true);
        return Encoding.UTF8.GetString(bytes[..length]);
    }
}
