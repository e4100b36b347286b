using System.IO.Pipelines;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;

namespace Stomp.Server.Transports;

/// <summary>
/// STOMP in WebSocket messages. The library's WebSocket reads; frames are written past it, ready-made: to the socket of the connection where
/// there is one to write to, else to its stream.
/// </summary>
/// <param name="webSocket">Reads.</param>
/// <param name="stream">The connection that it reads from.</param>
/// <param name="socket">The socket under that, if it can be written to.</param>
/// <param name="connection">Tells when the connection is gone, and cuts it.</param>
internal sealed class WebSocketTransport(WebSocket webSocket, UpgradedStream stream, Socket? socket, IHttpRequestLifetimeFeature connection)
    : StompTransport
{
    // RFC 6455, 5.5: a control frame carries 125 bytes, of which the status takes two.
    private const int LongestReasonBytes = 123;

    private bool? _writesToSocket;

    /// <inheritdoc/>
    /// <remarks>Several STOMP frames in one message, and one over several, are the same stream of bytes here.</remarks>
    public override PipeReader Input { get; } = PipeReader.Create(
        new WebSocketInput(webSocket),
        new StreamPipeReaderOptions(useZeroByteReads: true, leaveOpen: true));

    public override CancellationToken Lost => connection.RequestAborted;

    public override ValueTask WriteAsync(FrameBatch batch)
    {
        // Decided once: the pipe may hold bytes of the handshake, or what was written to it, that the socket must not overtake.
        _writesToSocket ??= socket is not null && stream.IsHandshakeDone;
        if (_writesToSocket.Value) return BareSocket.WriteAsync(socket!, batch, WireForm.WebSocketMessage);
        var write = stream.Connection.WriteAsync(batch.Join(WireForm.WebSocketMessage));
        if (!write.IsCompleted) batch.GiveUpBytes();
        return write;
    }

    public override async ValueTask CloseOutputAsync(DisconnectReason reason, string text)
    {
        if (webSocket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        await webSocket.CloseOutputAsync(StatusFor(reason), Fit(text), CancellationToken.None);
    }

    public override void Abort() => connection.Abort();

    internal static WebSocketCloseStatus StatusFor(DisconnectReason reason) => reason switch
    {
        DisconnectReason.ClientDisconnect or DisconnectReason.ClosedByClient => WebSocketCloseStatus.NormalClosure,
        // Service restart, of IANA's registry of close codes: come back, after a random delay. 1001 leaves open whether there is anything to come back to.
        DisconnectReason.ServerShutdown => (WebSocketCloseStatus)MessageCloseStatus.ServiceRestart,
        DisconnectReason.BrokerUnavailable => WebSocketCloseStatus.EndpointUnavailable,
        DisconnectReason.SlowConsumer or DisconnectReason.ClosedByApplication => WebSocketCloseStatus.PolicyViolation,
        DisconnectReason.InternalError => WebSocketCloseStatus.InternalServerError,
        _ => WebSocketCloseStatus.ProtocolError,
    };

    internal static string Fit(string text)
    {
        // A lone surrogate, which a close frame cannot carry, becomes a replacement character on the way.
        Span<byte> bytes = stackalloc byte[LongestReasonBytes];
        Utf8.FromUtf16(text, bytes, out _, out var length, replaceInvalidSequences: true);
        return Encoding.UTF8.GetString(bytes[..length]);
    }
}
