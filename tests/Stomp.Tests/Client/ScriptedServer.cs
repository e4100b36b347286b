using System.Net;
using System.Net.Sockets;
using Stomp.Client;
using Testing.Server;

namespace Stomp.Tests.Client;

/// <summary>A server on loopback TCP that does what a test says, byte for byte.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ScriptedServer() => _listener.Start();

    public Uri Address => new($"stomp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public async Task<ScriptedPeer> AcceptAsync() => new(await _listener.AcceptTcpClientAsync().WaitAsync(StompTestClient.Patience));

    /// <summary>A connected client, and the server's end of its connection.</summary>
    public async Task<(StompClient Client, ScriptedPeer Peer)> ConnectAsync(StompClientOptions? options = null, string connected = "version:1.2\n")
    {
        options ??= new();
        // Nothing waits for a DISCONNECT's receipt that a test does not send, unless the test says how long.
        if (options.CloseTimeout == new StompClientOptions().CloseTimeout) options = options with { CloseTimeout = TimeSpan.FromMilliseconds(100) };
        var client = new StompClient(Address, options);
        var connecting = client.ConnectAsync();
        var peer = await AcceptAsync();
        await peer.ExpectAsync("CONNECT");
        await peer.SendAsync($"CONNECTED\n{connected}\n\0");
        await connecting.WaitAsync(StompTestClient.Patience);
        return (client, peer);
    }

    public void Dispose() => _listener.Dispose();
}
