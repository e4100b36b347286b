using System.IO.Pipelines;

namespace Stomp.Client;

/// <summary>Carries bytes to a server and back.</summary>
internal abstract class ClientTransport : IAsyncDisposable
{
    /// <summary>What the server sends.</summary>
    public abstract PipeReader Input { get; }

    /// <summary>Writes whole frames. One call at a time.</summary>
    public abstract ValueTask WriteAsync(FrameBatch batch, CancellationToken cancellationToken);

    /// <summary>Tells the server that nothing more comes, and waits for it to do the same.</summary>
    public abstract Task CloseAsync(CancellationToken cancellationToken);

    /// <summary>Ends the connection, whatever state it is in.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Connects to a server.</summary>
    public static Task<ClientTransport> DialAsync(StompAddress address, StompClientOptions options, CancellationToken cancellationToken) =>
        address.IsWebSocket
            ? WebSocketClientTransport.DialAsync(address, options, cancellationToken)
            : TcpClientTransport.DialAsync(address, options, cancellationToken);
}
