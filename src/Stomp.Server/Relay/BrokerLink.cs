using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Relay;

/// <summary>The shared connections to the broker: one that receives, and a pool that sends. Tells when the broker comes and goes.</summary>
internal sealed partial class BrokerLink : IHostedService
{
    private readonly BrokerRelayOptions _options;
    private readonly BrokerAvailability _availability;
    private readonly SessionRegistry _registry;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly UpstreamConnection[] _connections;
    private readonly PublishLane[] _lanes;
    private readonly Lock _gate = new();
    private BrokerDialect? _dialect;
    private bool _isAvailable;
    private Signal _available;

    public BrokerLink(UpstreamClients clients, IOptions<BrokerRelayOptions> options, BrokerAvailability availability, SessionRegistry registry, TimeProvider time,
        ILogger<BrokerLink> logger)
    {
        _options = options.Value;
        _availability = availability;
        _registry = registry;
        _time = time;
        _logger = logger;
        System = new("system", clients.MakeShared(), OnChanged, logger);
        var senders = Enumerable.Range(1, _options.PublishConnections)
            .Select(number => new UpstreamConnection($"publish-{number}", clients.MakeShared(), OnChanged, logger)).ToArray();
        _connections = [System, .. senders];
        _lanes = [.. senders.Select(sender => new PublishLane(sender, _options))];
    }

    /// <summary>The connection by which topics come.</summary>
    public UpstreamConnection System { get; }

    public bool IsAvailable
    {
        get { lock (_gate) return _isAvailable; }
    }

    /// <summary>The broker's dialect; null before it was there for the first time.</summary>
    public BrokerDialect? Dialect => Volatile.Read(ref _dialect);

    /// <summary>Messages that wait for the broker's receipt.</summary>
    public int Unconfirmed => _lanes.Sum(lane => lane.Unconfirmed);

    /// <summary>The lane of a publisher: always the same one, which keeps its order.</summary>
    public PublishLane LaneOf(string publisher) => _lanes[(uint)publisher.GetHashCode(StringComparison.Ordinal) % (uint)_lanes.Length];

    /// <summary>Waits until a connection is up, for as long as a receipt may take.</summary>
    /// <exception cref="TimeoutException">It does not come up.</exception>
    public Task WhenUpAsync(UpstreamConnection connection) => connection.WhenUpAsync().WaitAsync(_options.ReceiptTimeout, _time);

    /// <summary>Done when the broker is available.</summary>
    public Task WhenAvailableAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return _isAvailable ? Task.CompletedTask : _available.WhenSet.WaitAsync(cancellationToken);
    }

    /// <summary>Waits until it is known what broker it is.</summary>
    /// <exception cref="MessageRejectedException">It is away, or of a kind that nobody knows.</exception>
    public async ValueTask<BrokerDialect> WhenDialectAsync()
    {
        if (Dialect is { } known) return known;
        await WhenUpAsync(System);
        return Dialect ?? throw new MessageRejectedException("The relay does not know what broker it talks to: set Kind.", RelayFaults.UnavailableType);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in _connections) connection.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in _connections) await connection.DisposeAsync();
        await _availability.TellAsync(isAvailable: false);
    }

    private void OnChanged()
    {
        lock (_gate)
        {
            var isUp = System.IsUp && TryLearnDialect() && Array.TrueForAll(_connections, connection => connection.IsUp);
            if (isUp == _isAvailable) return;
            _isAvailable = isUp;
            if (isUp) _available.Set();
            _ = _availability.TellAsync(isUp);
        }

        if (_options.WhenUnavailable == BrokerLossPolicy.DisconnectClients && !IsAvailable) DisconnectClients();
    }

    private bool TryLearnDialect()
    {
        if (_dialect is not null) return true;
        string? server;
        try
        {
            server = System.Client.ConnectedHeaders["server"];
        }
        catch (Exception e) when (RelayFaults.Of(e) is not null)
        {
            return false;
        }

        Volatile.Write(ref _dialect, BrokerDialect.Of(_options.Kind, server));
        if (_dialect is null) LogUnknownBroker(server ?? "");
        return _dialect is not null;
    }

    /// <summary>Ends a session because the broker went away.</summary>
    public static void Disconnect(StompSession session) =>
        session.Close(DisconnectReason.BrokerUnavailable, RelayFaults.UnavailableText, ErrorFrames.Of(RelayFaults.UnavailableText, session.Version));

    private void DisconnectClients()
    {
        foreach (var session in _registry.All) Disconnect(session);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The broker calls itself '{Server}', which the relay does not know: set Kind")]
    private partial void LogUnknownBroker(string server);
}
