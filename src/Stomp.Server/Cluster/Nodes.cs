using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Cluster;

/// <summary>
/// This node among the others. Each tells of its own sessions alone: changes as they come, numbered, and how far it has come with every lease. Who finds
/// that something is missing asks for all of it, so nothing has to be kept for who does not listen.
/// </summary>
internal sealed partial class Nodes(NodeId self, NodeDirectory directory, INodeLink link, SessionRegistry registry, UserMessages messages,
    DisconnectRequests requests, IOptions<ClusterOptions> options, TimeProvider time, ILogger<Nodes> logger) : IHostedService, INodeReceiver, IDisposable
{
    private readonly SessionNews _news = new();
    private readonly Channel<string> _questions = Channel.CreateBounded<string>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stopping = new();
    private ITimer? _lease;
    private Task _telling = Task.CompletedTask;
    private bool _isLeaseDue;
    private bool _wantsLeases;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        registry.Changed = (session, isHere) =>
        {
            _news.Report(session, isHere);
            Wake();
        };
        _lease = time.CreateTimer(_ => OnLease(), null, options.Value.LeaseInterval, options.Value.LeaseInterval);
        link.Start(self.Value, this);
        _telling = TellAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        registry.Changed = null;
        await _stopping.CancelAsync();
        await _telling;
        await TrySendAsync(null, new NodeFarewell(self.Value));
        await link.StopAsync();
    }

    public void Dispose()
    {
        _lease?.Dispose();
        _stopping.Dispose();
    }

    public void OnUp()
    {
        Volatile.Write(ref _wantsLeases, true);
        OnLease();
    }

    public async ValueTask OnMessageAsync(ReadOnlyMemory<byte> message)
    {
        try
        {
            var told = NodeWire.Read(message, out var frame);
            if (told.From != self.Value && !_stopping.IsCancellationRequested) await TakeAsync(told, frame);
        }
#pragma warning disable CA1031 // Another version's message, or a listener's fault: the link has to go on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotUnderstood(e);
        }
    }

    private async ValueTask TakeAsync(NodeMessage told, ReadOnlyMemory<byte> frame)
    {
        switch (told)
        {
            case NodeLease lease:
                if (directory.Take(lease)) await TrySendAsync(lease.From, new NodeQuestion(self.Value));
                if (lease.WantsLeases) await TrySendAsync(lease.From, new NodeLease(self.Value, _news.Sequence, WantsLeases: false));
                break;
            case NodeChange change:
                if (directory.Take(change)) await TrySendAsync(change.From, new NodeQuestion(self.Value));
                break;
            case NodeQuestion question:
                _questions.Writer.TryWrite(question.From);
                Wake();
                break;
            case NodeSnapshot snapshot:
                directory.Take(snapshot);
                break;
            case NodeFarewell:
                directory.Forget(told.From);
                LogLeft(told.From);
                break;
            case NodeDelivery delivery:
                await messages.DeliverHereAsync(NodeWire.ReadFrame(frame, delivery.IsText), delivery.To, delivery.IsSession);
                break;
            case NodeDisconnect wish:
                await TrySendAsync(wish.From, new NodeDisconnected(self.Value, wish.Request, await registry.DisconnectAsync(wish.Of, wish.Reason)));
                break;
            case NodeDisconnected answer:
                requests.Take(answer);
                break;
        }
    }

    /// <summary>The one that tells: what it sends is in the order of its numbers.</summary>
    private async Task TellAsync()
    {
        try
        {
            while (await _wake.Reader.WaitToReadAsync(_stopping.Token))
            {
                _wake.Reader.TryRead(out _);
                foreach (var expired in directory.Expire()) LogExpired(expired);
                foreach (var change in _news.TakeChanges(self.Value)) await TrySendAsync(null, change);
                while (_questions.Reader.TryRead(out var node))
                {
                    foreach (var part in _news.Snapshot(self.Value)) await TrySendAsync(node, part);
                }

                if (Interlocked.Exchange(ref _isLeaseDue, false))
                    await TrySendAsync(null, new NodeLease(self.Value, _news.Sequence, link.IsUp && Interlocked.Exchange(ref _wantsLeases, false)));
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    private void OnLease()
    {
        Volatile.Write(ref _isLeaseDue, true);
        Wake();
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    // What is lost is missed by its number.
    private async Task TrySendAsync(string? node, NodeMessage message)
    {
        try
        {
            if (link.IsUp) await link.SendAsync(node, NodeWire.Write(message), isConfirmed: false, default);
        }
        catch (MessageRejectedException)
        {
            // There has just been a way.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} has not been heard of for too long")]
    private partial void LogExpired(string node);

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} left")]
    private partial void LogLeft(string node);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of another node failed")]
    private partial void LogNotUnderstood(Exception exception);
}
