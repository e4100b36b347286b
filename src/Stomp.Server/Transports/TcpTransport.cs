using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Stomp.Server.Broker;

namespace Stomp.Server.Transports;

/// <summary>STOMP on a plain or TLS connection, as its specification begins.</summary>
internal sealed class TcpTransport(ConnectionContext connection) : StompTransport
{
    private readonly PipeWriter _output = connection.Transport.Output;

    public override PipeReader Input => connection.Transport.Input;

    public override CancellationToken Lost => connection.ConnectionClosed;

    public override ValueTask WriteAsync(ReadOnlyMemory<EncodedFrame> frames)
    {
        foreach (var frame in frames.Span) _output.Write(frame.Stomp.Span);
        return FinishAsync(_output.FlushAsync());
    }

    /// <remarks>TCP has no farewell of its own: the end of the output is the one.</remarks>
    public override ValueTask CloseOutputAsync(DisconnectReason reason, string text) => default;

    /// <remarks>With TLS the end is an alert of its own, without which the peer would wait (RFC 8446, 6.1).</remarks>
    public override async ValueTask FinishOutputAsync()
    {
        await _output.CompleteAsync();
        if (connection.Features.Get<ISslStreamFeature>() is { } tls) await tls.SslStream.ShutdownAsync();
    }

    public override void Abort() => connection.Abort();

    private static async ValueTask FinishAsync(ValueTask<FlushResult> flush)
    {
        if ((await flush).IsCompleted) throw new ConnectionAbortedException("The peer has gone.");
    }
}
