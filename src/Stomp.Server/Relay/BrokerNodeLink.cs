using System.Buffers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Client;
using Stomp.Server.Cluster;

namespace Stomp.Server.Relay;

/// <summary>
/// The way to other nodes by the broker that all of them relay to: a topic for all and one for each. It has a connection of its own, since what keeps nodes
/// alive for each other must not wait behind what their clients say.
/// </summary>
internal sealed class BrokerNodeLink : INodeLink, IAsyncDisposable
{
    private const string ContentType = "application/octet-stream";

    private readonly string _prefix;
    private readonly UpstreamConnection _connection;
    private readonly CancellationTokenSource _stopping = new();
    private Task _subscribing = Task.CompletedTask;
    private INodeReceiver? _receiver;
    private bool _isSubscribed;
    private bool _wasUp;

    public BrokerNodeLink(UpstreamClients clients, IOptions<ClusterOptions> options, ILogger<BrokerNodeLink> logger)
    {
        // Names have no dot.
        _prefix = $"{BrokerDialect.NodesPrefix}{options.Value.Name}.";
        _connection = new("nodes", clients.MakeShared(), OnChanged, logger);
    }

    public bool IsUp => Volatile.Read(ref _isSubscribed) && _connection.IsUp;

    public void Start(string node, INodeReceiver receiver)
    {
        _receiver = receiver;
        _connection.Start();
        _subscribing = SubscribeAsync(node);
    }

    public async Task SendAsync(string? node, ReadOnlyMemory<byte> message, bool isConfirmed, CancellationToken cancellationToken)
    {
        if (!IsUp) throw RelayFaults.Unavailable();
        var headers = new StompHeaders(2) { { StompHeaderNames.Destination, DestinationOf(node) }, { StompHeaderNames.ContentType, ContentType } };
        try
        {
            await _connection.Client.SendFrameAsync(new(StompCommand.Send, headers, new ReadOnlySequence<byte>(message)), isConfirmed, cancellationToken);
        }
        catch (Exception e) when (RelayFaults.Of(e) is not null)
        {
            throw RelayFaults.Of(e)!;
        }
    }

    public async Task StopAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        // What comes in now must be answered by nobody: the broker takes a frame behind DISCONNECT for a fault.
        Volatile.Write(ref _isSubscribed, false);
        await _stopping.CancelAsync();
        await _subscribing;
        await _connection.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    /// <summary>Subscribes with the first connection; the client does so with the next ones.</summary>
    private async Task SubscribeAsync(string node)
    {
        try
        {
            await OpenAsync(DestinationOf(node));
            await OpenAsync(DestinationOf(null));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }

        Volatile.Write(ref _isSubscribed, true);
        OnChanged();
    }

    private async Task OpenAsync(string destination)
    {
        var options = new StompSubscribeOptions { AwaitReceipt = true, OnMessage = (frame, _) => TakeAsync(frame) };
        while (true)
        {
            await _connection.WhenUpAsync().WaitAsync(_stopping.Token);
            try
            {
                await _connection.Client.OpenSubscriptionAsync(destination, options, _stopping.Token);
                return;
            }
            catch (Exception e) when (e is StompConnectionException or TimeoutException)
            {
                // It has just been lost: again with the next one.
            }
        }
    }

    private string DestinationOf(string? node) => _prefix + (node is null ? "all" : $"node.{node}");

    private ValueTask TakeAsync(StompFrame frame) => _receiver!.OnMessageAsync(frame.Body.IsSingleSegment ? frame.Body.First : frame.Body.ToArray());

    private void OnChanged()
    {
        var isUp = IsUp;
        if (isUp && !Interlocked.Exchange(ref _wasUp, isUp)) _receiver!.OnUp();
        else Volatile.Write(ref _wasUp, isUp);
    }
}
