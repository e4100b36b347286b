using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Transports.Handover;

/// <summary>STOMP in WebSocket messages on a connection whose request is over: nothing lies between the session and the server's connection.</summary>
internal sealed class HandedOverTransport : StompTransport, IWebSocketAnswers
{
    private readonly ConnectionContext _connection;
    private readonly PipeWriter _output;
    private readonly WebSocketReader _reader;
    private readonly Socket? _socket;
    private bool _hasClosed;

    /// <param name="held">The connection.</param>
    /// <param name="socket">Its socket, if it may be written to; else frames go through the server's pipe.</param>
    public HandedOverTransport(HeldConnection held, Socket? socket)
    {
        (_connection, Input, _output, _socket) = (held.Connection, held.Bare.Input, held.Bare.Output, socket);
        _reader = new(Input, this);
    }

    /// <summary>Whose it is.</summary>
    public StompSession? Session { get; set; }

    public override PipeReader Input { get; }

    public override ReadResult Decode(ReadResult read) => _reader.Decode(read);

    public override void AdvanceTo(SequencePosition consumed, ReadResult decoded) => _reader.AdvanceTo(consumed);

    /// <remarks>The pipe is the server's, which sees to its end.</remarks>
    public override ValueTask CompleteInputAsync()
    {
        _reader.Clear();
        return default;
    }

    public override CancellationToken Lost => _connection.ConnectionClosed;

    public override ValueTask WriteAsync(FrameBatch batch) => _socket is not null
        ? BareSocket.WriteAsync(_socket, batch, WireForm.WebSocketMessage)
        : TcpTransport.FinishAsync(_output.WriteAsync(batch.Join(WireForm.WebSocketMessage)));

    public override ValueTask CloseOutputAsync(DisconnectReason reason, string text)
    {
        SendClose(WebSocketTransport.StatusFor(reason), WebSocketTransport.Fit(text));
        return default;
    }

    public override void Abort() => _connection.Abort();

    public void SendPong(ReadOnlySpan<byte> payload) => Send(WebSocketOpcode.Pong, payload);

    public void SendClose(WebSocketCloseStatus status, string reason)
    {
        if (Interlocked.Exchange(ref _hasClosed, true)) return;
        Span<byte> payload = stackalloc byte[WebSocketFrameHeader.MostControlBytes];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)status);
        Send(WebSocketOpcode.Close, payload[..(2 + Encoding.UTF8.GetBytes(reason, payload[2..]))]);
    }

    private void Send(WebSocketOpcode opcode, ReadOnlySpan<byte> payload) => Session!.EnqueueOwn(EncodedFrame.OfControl(opcode, payload));
}
