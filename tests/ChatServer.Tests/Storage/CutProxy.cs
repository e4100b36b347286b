using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChatServer.Tests.Storage;

/// <summary>Passes connections on to a PostgreSQL server, and cuts one when it commits: as a network does that fails at the worst moment.</summary>
internal sealed class CutProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;
    private readonly Task _accepting;
    private Cut _cut;

    public CutProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public enum Cut
    {
        None,

        /// <summary>The server never hears of the commit.</summary>
        BeforeCommit,

        /// <summary>The server commits, and its answer is lost.</summary>
        AfterCommit,
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int CutConnections { get; private set; }

    /// <summary>Cuts the next connection that commits.</summary>
    public void Arm(Cut cut) => _cut = cut;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting.WaitAsync(TimeSpan.FromSeconds(10));
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                var answers = server.GetStream().CopyToAsync(client.GetStream(), _end.Token);
                var buffer = new byte[1 << 20];
                while (await client.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var count)
                {
                    var sent = buffer.AsMemory(0, count);
                    var cut = Encoding.Latin1.GetString(sent.Span).Contains("COMMIT", StringComparison.Ordinal) ? Interlocked.Exchange(ref _cut, Cut.None) : Cut.None;
                    if (cut != Cut.None) CutConnections++;
                    if (cut == Cut.BeforeCommit) return;
                    // The answer is lost because nobody is there any more to pass it on to.
                    if (cut == Cut.AfterCommit) client.Close();
                    await server.GetStream().WriteAsync(sent, _end.Token);
                    if (cut == Cut.AfterCommit) return;
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // One side has gone.
            }
        }
    }
}
