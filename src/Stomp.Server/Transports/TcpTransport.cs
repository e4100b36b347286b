using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Stomp.Server.Transports;

/// <summary>STOMP on a plain or TLS connection, as its specification begins.</summary>
internal sealed class TcpTransport(ConnectionContext connection) : StompTransport
{
    private readonly PipeWriter _output = connection.Transport.Output;
    private readonly Socket? _socket = BareSocket.Find(connection.Features);

    public override PipeReader Input => connection.Transport.Input;

    public override bool TellsWhy => false;

    public override CancellationToken Lost => connection.ConnectionClosed;

    public override ValueTask WriteAsync(FrameBatch batch) =>
        _socket is null ? FinishAsync(_output.WriteAsync(batch.Join(WireForm.Stomp))) : BareSocket.WriteAsync(_socket, batch, WireForm.Stomp);

    /// <remarks>TCP has no farewell of its own: the end of the output is the one.</remarks>
    public override ValueTask CloseOutputAsync(DisconnectReason reason, string text) => default;

    /// <remarks>With TLS the end is an alert of its own, without which the peer would wait (RFC 8446, 6.1).</remarks>
    public override async ValueTask FinishOutputAsync()
    {
        await _output.CompleteAsync();
        if (connection.Features.Get<ISslStreamFeature>() is { } tls) await tls.SslStream.ShutdownAsync();
    }

    public override void Abort() => connection.Abort();

    /// <exception cref="ConnectionAbortedException">Nobody takes it any more.</exception>
    internal static async ValueTask FinishAsync(ValueTask<FlushResult> flush)
    {
        if ((await flush).IsCompleted) throw new ConnectionAbortedException("The peer has gone.");
    }
}
