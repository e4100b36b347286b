using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Stomp.Server.Testing;

/// <summary>
/// A connection without a socket: two pipes, which the server is given where Kestrel would give it the upgraded connection of a WebSocket
/// handshake.
/// </summary>
internal sealed class InProcessConnection : IHttpUpgradeFeature, IHttpRequestLifetimeFeature, IDisposable
{
    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly TaskCompletionSource _upgraded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InProcessConnection()
    {
        RequestAborted = _aborted.Token;
        Client = new DuplexStream(_toClient.Reader, _toServer.Writer);
    }

    /// <summary>The client's end.</summary>
    public Stream Client { get; }

    /// <summary>Done when the server has accepted the handshake.</summary>
    public Task Upgraded => _upgraded.Task;

    public bool IsUpgradableRequest => true;

    public CancellationToken RequestAborted { get; set; }

    public Task<Stream> UpgradeAsync()
    {
        _upgraded.TrySetResult();
        return Task.FromResult<Stream>(new DuplexStream(_toServer.Reader, _toClient.Writer));
    }

    /// <summary>Cuts the connection, as a lost network does. Either end may.</summary>
    public void Abort()
    {
        if (_aborted.IsCancellationRequested) return;
        _aborted.Cancel();
        _toServer.Writer.Complete(new IOException("The connection was cut."));
        // Reads of the client that are under way end; what the server writes goes nowhere.
        _toClient.Reader.CancelPendingRead();
    }

    /// <summary>The server is done with it: the client reads to the end of what was written.</summary>
    public void EndOfServer() => _toClient.Writer.Complete();

    /// <summary>The client reads no more: what the server writes goes nowhere.</summary>
    public void EndOfClient() => _toClient.Reader.Complete();

    public void Dispose() => _aborted.Dispose();
}
