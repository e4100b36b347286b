using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;

namespace Stomp.Client;

/// <summary>STOMP on plain TCP, or on TLS.</summary>
internal sealed class TcpClientTransport : ClientTransport
{
    private static readonly StreamPipeReaderOptions InputOptions = new(bufferSize: 16 * 1024, leaveOpen: true);

    private readonly Socket _socket;
    private readonly Stream _stream;

    private TcpClientTransport(Socket socket, Stream stream)
    {
        _socket = socket;
        _stream = stream;
        Input = PipeReader.Create(stream, InputOptions);
    }

    public override PipeReader Input { get; }

    public static new async Task<ClientTransport> DialAsync(StompAddress address, StompClientOptions options, CancellationToken cancellationToken)
    {
        // Frames are batched here; Nagle's algorithm would only delay the last of them.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (address.IsTls)
            {
                var tls = new SslStream(stream);
                stream = tls;
                var tlsOptions = new SslClientAuthenticationOptions { TargetHost = address.Host };
                options.ConfigureTls?.Invoke(tlsOptions);
                await tls.AuthenticateAsClientAsync(tlsOptions, cancellationToken);
            }

            return new TcpClientTransport(socket, stream);
        }
        catch
        {
            if (stream is not null) await stream.DisposeAsync();
            socket.Dispose();
            throw;
        }
    }

    public override ValueTask WriteAsync(FrameBatch batch, CancellationToken cancellationToken) =>
        _stream.WriteAsync(batch.Bytes, cancellationToken);

    public override async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (_stream is SslStream tls) await tls.ShutdownAsync();
        _socket.Shutdown(SocketShutdown.Send);
    }

    public override async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync();
        await _stream.DisposeAsync();
    }
}
