using Microsoft.Extensions.Logging;
using Stomp.Client;

namespace Stomp.Server.Relay;

/// <summary>
/// A connection to the broker that comes back by itself. It is up when the broker has confirmed what was there before: its subscriptions go first on a new connection, and a broker
/// handles a connection's frames in their order, so the receipt of a frame behind them says that all are in force.
/// </summary>
internal sealed partial class UpstreamConnection : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Action _onChanged;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource _up = NewSignal();
    private Task _connecting = Task.CompletedTask;
    private int _connections;

    /// <param name="name">What the log calls it.</param>
    /// <param name="client">The connection's client.</param>
    /// <param name="onChanged">Called when <see cref="IsUp"/> may have changed. Must not block.</param>
    /// <param name="logger">The log.</param>
    public UpstreamConnection(string name, StompClient client, Action onChanged, ILogger logger)
    {
        Name = name;
        Client = client;
        _onChanged = onChanged;
        _logger = logger;
        client.StateChanged += OnStateChanged;
        client.ErrorReceived += (_, e) => LogError(Name, e.Error.Message);
    }

    public string Name { get; }

    public StompClient Client { get; }

    public bool IsUp
    {
        get { lock (_gate) return _up.Task.IsCompletedSuccessfully; }
    }

    /// <summary>Done when it is up, at once if it is.</summary>
    public Task WhenUpAsync()
    {
        lock (_gate) return _up.Task;
    }

    public void Start() => _connecting = ConnectAsync();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _connecting;
        await Client.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ConnectAsync()
    {
        try
        {
            await Client.ConnectAsync(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The application stops.
        }
        catch (ObjectDisposedException)
        {
            // So it does.
        }
    }

    private void OnStateChanged(object? sender, StompStateChangedEventArgs e)
    {
        int connection;
        lock (_gate)
        {
            connection = ++_connections;
            if (_up.Task.IsCompleted) _up = NewSignal();
        }

        if (e.State == StompClientState.Connected) _ = ConfirmAsync(connection);
        else if (e.Reason is { } reason) LogLost(Name, reason.Message);
        _onChanged();
    }

    private async Task ConfirmAsync(int connection)
    {
        var headers = new StompHeaders(1) { { StompHeaderNames.Transaction, "restored" } };
        while (true)
        {
            try
            {
                await Client.SendFrameAsync(new StompFrame(StompCommand.Begin, headers), awaitReceipt: true, _stopping.Token);
                await Client.SendFrameAsync(new StompFrame(StompCommand.Abort, headers), cancellationToken: _stopping.Token);
                break;
            }
            catch (TimeoutException)
            {
                // It takes its time: asked again.
                if (!IsCurrent(connection)) return;
            }
            catch (Exception e) when (e is StompConnectionException or StompErrorException or ObjectDisposedException or OperationCanceledException)
            {
                // The next connection, if there is one, is asked anew.
                return;
            }
        }

        lock (_gate)
        {
            if (_connections != connection) return;
            _up.TrySetResult();
        }

        LogUp(Name);
        _onChanged();
    }

    private bool IsCurrent(int connection)
    {
        lock (_gate) return _connections == connection;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Information, Message = "Relay connection {Connection} is up")]
    private partial void LogUp(string connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Relay connection {Connection} is not there: {Reason}")]
    private partial void LogLost(string connection, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker answered on relay connection {Connection} by an ERROR: {Error}")]
    private partial void LogError(string connection, string error);
}
