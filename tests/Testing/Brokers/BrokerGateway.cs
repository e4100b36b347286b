using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Testing.Brokers;

/// <summary>
/// A way to a server for many connections, which a test can watch, close, and open again on the same port, and whose answers it can hold back.
/// </summary>
#pragma warning disable CA1001 // DisposeAsync closes what is open.
public sealed class BrokerGateway : IAsyncDisposable
#pragma warning restore CA1001
{
    private readonly Uri _server;
    private readonly IPEndPoint _endPoint;
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly ConcurrentDictionary<Task, bool> _copying = new();
    private TaskCompletionSource _answering = Done();
    private TcpListener? _listener;
    private CancellationTokenSource _cut = new();
    private Task _accepting = Task.CompletedTask;
    private int _accepted;

    public BrokerGateway(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        _server = server;
        Open(new(IPAddress.Loopback, 0));
        _endPoint = (IPEndPoint)_listener!.LocalEndpoint;
    }

    /// <summary>Where it is, as the relay's options want it.</summary>
    public string Address => $"127.0.0.1:{_endPoint.Port}";

    /// <summary>How many connections there have been.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>How many connections there are.</summary>
    public int Connections => _copying.Count;

    /// <summary>How many frames of a command have gone to the server.</summary>
    public int Count(string command) => _commands.Count(one => one == command);

    /// <summary>Breaks every connection, and takes no other.</summary>
    public async Task CloseAsync()
    {
        _listener?.Stop();
        await _cut.CancelAsync();
        Answer();
        await _accepting;
        await Task.WhenAll(_copying.Keys);
    }

    /// <summary>Takes connections again.</summary>
    public void Open() => Open(_endPoint);

    /// <summary>Holds back what the server says.</summary>
    public void HoldAnswers() => _answering = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets it through.</summary>
    public void Answer() => _answering.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _listener?.Dispose();
        _cut.Dispose();
    }

    private void Open(IPEndPoint endPoint)
    {
        _cut.Dispose();
        _cut = new();
        _listener = new(endPoint);
        _listener.Start();
        _accepting = AcceptAsync(_listener, _cut.Token);
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken cut)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(cut);
                Interlocked.Increment(ref _accepted);
                var copying = Task.Run(() => ServeAsync(client, cut), CancellationToken.None);
                _copying[copying] = true;
                _ = copying.ContinueWith(task => _copying.TryRemove(task, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cut)
    {
        using var server = new TcpClient();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cut);
        using (client)
        {
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, cut);
                foreach (var socket in (TcpClient[])[client, server]) (socket.NoDelay, socket.LingerState) = (true, new(enable: true, seconds: 0));
                var both = new[] { CopyAsync(client, server, isAnswer: false, ended.Token), CopyAsync(server, client, isAnswer: true, ended.Token) };
                await Task.WhenAny(both);
                await ended.CancelAsync();
                await Task.WhenAll(both);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // Cut before the server answered, or it is not there.
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isAnswer, CancellationToken ended)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, ended) is var count && count > 0)
            {
                if (isAnswer) await _answering.Task.WaitAsync(ended);
                else Watch(buffer.AsSpan(0, count));
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), ended);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Either side has gone.
        }
    }

    // Commands stand alone on a line behind a NUL or at the start; a frame that is cut there is not counted, which tests' small frames are not.
    private void Watch(ReadOnlySpan<byte> bytes)
    {
        foreach (var frame in Encoding.UTF8.GetString(bytes).Split('\0'))
        {
            var command = frame.TrimStart('\n');
            var end = command.IndexOf('\n', StringComparison.Ordinal);
            if (end > 0 && command.AsSpan(0, end).IndexOfAnyExceptInRange('A', 'Z') < 0) _commands.Enqueue(command[..end]);
        }
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
