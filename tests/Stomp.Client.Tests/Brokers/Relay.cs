using System.Net;
using System.Net.Sockets;

namespace Stomp.Client.Tests.Brokers;

/// <summary>A way to a server for one connection, which can break, or fall silent in either direction while it stays open.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _cut = new();
    private readonly Uri _server;
    private readonly Task _relaying;
    private volatile bool _isClientMuted;
    private volatile bool _isServerMuted;

    public Relay(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        _server = server;
        _listener.Start();
        Address = new UriBuilder(server) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _relaying = RelayAsync();
    }

    /// <summary>Where the client connects to.</summary>
    public Uri Address { get; }

    /// <summary>Nothing of the client reaches the server any more.</summary>
    public void MuteClient() => _isClientMuted = true;

    /// <summary>Nothing of the server reaches the client any more.</summary>
    public void MuteServer() => _isServerMuted = true;

    /// <summary>Breaks the connection, with a reset for both sides, and takes no other.</summary>
    public async Task CutAsync()
    {
        _listener.Stop();
        await _cut.CancelAsync();
        await _relaying;
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        _listener.Dispose();
        _cut.Dispose();
    }

    private async Task RelayAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync(_cut.Token);
            using var server = new TcpClient();
            await server.ConnectAsync(_server.Host, _server.Port, _cut.Token);
            foreach (var socket in (TcpClient[])[client, server]) (socket.NoDelay, socket.LingerState) = (true, new(enable: true, seconds: 0));
            await Task.WhenAll(CopyAsync(client, server, () => _isClientMuted), CopyAsync(server, client, () => _isServerMuted));
        }
        catch (OperationCanceledException)
        {
            // Cut before anybody came.
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Func<bool> isMuted)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _cut.Token) is var count && count > 0)
                if (!isMuted()) await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _cut.Token);
            if (!isMuted()) to.Client.Shutdown(SocketShutdown.Send);
        }
        // GetStream of a socket that its peer has reset throws an InvalidOperationException.
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or InvalidOperationException)
        {
            // Cut, or a peer has gone: the other copy hears of it, too.
            await _cut.CancelAsync();
        }
    }
}
