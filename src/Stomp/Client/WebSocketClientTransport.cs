using System.IO.Pipelines;
using System.Net.Security;
using System.Net.WebSockets;
using System.Text.Unicode;

namespace Stomp.Client;

/// <summary>STOMP over WebSocket: each frame is a message of its own, since ActiveMQ takes no other.</summary>
internal sealed class WebSocketClientTransport : ClientTransport
{
    // IANA's registry of WebSocket subprotocols.
    private static readonly string[] SubProtocols = ["v12.stomp", "v11.stomp", "v10.stomp"];
    private static readonly StreamPipeReaderOptions InputOptions = new(bufferSize: 16 * 1024);

    private readonly ClientWebSocket _socket;

    private WebSocketClientTransport(ClientWebSocket socket)
    {
        _socket = socket;
        Input = PipeReader.Create(new WebSocketReadStream(socket), InputOptions);
    }

    public override PipeReader Input { get; }

    public static new async Task<ClientTransport> DialAsync(StompAddress address, StompClientOptions options, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            foreach (var version in options.Versions.Order().Reverse()) socket.Options.AddSubProtocol(SubProtocols[StompVersion.V12 - version]);
            if (address.IsTls && options.ConfigureTls is { } configure) SetTls(socket.Options, configure, address.Host);
            options.ConfigureWebSocket?.Invoke(socket.Options);
            await socket.ConnectAsync(address.Uri, cancellationToken);
            return new WebSocketClientTransport(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public override async ValueTask WriteAsync(FrameBatch batch, CancellationToken cancellationToken)
    {
        var start = 0;
        foreach (var end in batch.Ends)
        {
            var frame = batch.Bytes[start..end];
            // A text message must be UTF-8, which a body of bytes need not be.
            var type = Utf8.IsValid(frame.Span) ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
            await _socket.SendAsync(frame, type, endOfMessage: true, cancellationToken);
            start = end;
        }
    }

    public override async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync();
        _socket.Dispose();
    }

    private static void SetTls(ClientWebSocketOptions target, Action<SslClientAuthenticationOptions> configure, string host)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = host };
        configure(options);
        if (options.RemoteCertificateValidationCallback is { } callback) target.RemoteCertificateValidationCallback = callback;
        if (options.ClientCertificates is { } certificates) target.ClientCertificates = certificates;
    }
}
