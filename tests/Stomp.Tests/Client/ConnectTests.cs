using Stomp.Client;
using Testing.Server;

namespace Stomp.Tests.Client;

/// <summary>STOMP 1.2, "Connecting", from the client's side.</summary>
public sealed class ConnectTests
{
    [Fact]
    public async Task CONNECT_carries_versions_host_credentials_heart_beats_and_more()
    {
        using var server = new ScriptedServer();
        await using var client = new StompClient(server.Address, new()
        {
            Login = "me",
            Passcode = "pass:word",
            ConnectHeaders = new() { { "token", "t" } },
            HeartBeatIncoming = TimeSpan.FromSeconds(20),
        });
        var connecting = client.ConnectAsync();
        using var peer = await server.AcceptAsync();

        var frame = await peer.ExpectAsync("CONNECT");

        Assert.Equal(["accept-version:1.0,1.1,1.2", "host:127.0.0.1", "login:me", "passcode:pass:word", "heart-beat:10000,20000", "token:t"],
            frame.Headers.Select(header => $"{header.Key}:{header.Value}"));
        peer.Dispose();
        await Assert.ThrowsAsync<StompConnectionException>(() => connecting.WaitAsync(StompTestClient.Patience));
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("", null)]
    public async Task The_host_is_the_options_own_and_none_when_empty(string host, string? sent)
    {
        using var server = new ScriptedServer();
        await using var client = new StompClient(server.Address, new() { Host = host });
        var connecting = client.ConnectAsync();
        using var peer = await server.AcceptAsync();
        Assert.Equal(sent, (await peer.ExpectAsync("CONNECT")).Headers["host"]);
        peer.Dispose();
        await Assert.ThrowsAsync<StompConnectionException>(() => connecting.WaitAsync(StompTestClient.Patience));
    }

    [Theory]
    [InlineData("version:1.2\n", StompVersion.V12)]
    [InlineData("version:1.1\nsession:x\n", StompVersion.V11)]
    [InlineData("session:x\n", StompVersion.V10)]
    public async Task The_version_is_the_servers(string connected, StompVersion version)
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(connected: connected);
        await using var clientEnd = client;
        using var peerEnd = peer;
        Assert.Equal(version, client.Version);
        Assert.Equal(StompClientState.Connected, client.State);
    }

    [Fact]
    public async Task CONNECTED_is_read_however_it_is_cut()
    {
        using var server = new ScriptedServer();
        await using var client = new StompClient(server.Address, new() { CloseTimeout = TimeSpan.FromMilliseconds(100) });
        var connecting = client.ConnectAsync();
        using var peer = await server.AcceptAsync();
        await peer.ExpectAsync("CONNECT");
        foreach (var octet in "CONNECTED\nversion:1.1\nheart-beat:0,0\n\n\0\n"u8.ToArray()) await peer.SendAsync(new[] { octet });
        await connecting.WaitAsync(StompTestClient.Patience);
        Assert.Equal(StompVersion.V11, client.Version);
    }

    [Theory]
    [InlineData("ERROR\nmessage:Bad CONNECT\n\nno such user\0", typeof(StompErrorException))]
    [InlineData("CONNECTED\nversion:2.0\n\n\0", typeof(StompProtocolException))]
    [InlineData("MESSAGE\n\n\0", typeof(StompProtocolException))]
    [InlineData("HTTP/1.1 400 Bad Request\r\n", typeof(StompProtocolException))]
    [InlineData("CONNEC", typeof(StompConnectionException))]
    public async Task What_answers_otherwise_is_told_and_the_client_can_try_again(string answer, Type fault)
    {
        using var server = new ScriptedServer();
        await using var client = new StompClient(server.Address);
        for (var i = 0; i < 2; i++)
        {
            var connecting = client.ConnectAsync();
            using var peer = await server.AcceptAsync();
            await peer.ExpectAsync("CONNECT");
            await peer.SendAsync(answer);
            peer.Dispose();
            await Assert.ThrowsAsync(fault, () => connecting.WaitAsync(StompTestClient.Patience));
            Assert.Equal(StompClientState.Disconnected, client.State);
        }
    }

    [Fact]
    public async Task An_ERROR_shows_its_message_and_body()
    {
        using var server = new ScriptedServer();
        await using var client = new StompClient(server.Address);
        var connecting = client.ConnectAsync();
        using var peer = await server.AcceptAsync();
        await peer.ExpectAsync("CONNECT");
        await peer.SendAsync("ERROR\nmessage:Bad CONNECT\nversion:1.1\n\nno such user\0");
        var error = await Assert.ThrowsAsync<StompErrorException>(() => connecting.WaitAsync(StompTestClient.Patience));
        Assert.Equal(("Bad CONNECT", "no such user", "1.1"), (error.ErrorMessage, error.Body, error.Headers["version"]));
        Assert.Contains("Bad CONNECT", error.Message);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up_after_the_timeout()
    {
        var time = new FakeTime();
        using var server = new ScriptedServer();
        await using var client = new StompClient(server.Address, new() { TimeProvider = time, ConnectTimeout = TimeSpan.FromSeconds(7) });
        var connecting = client.ConnectAsync();
        using var peer = await server.AcceptAsync();
        await peer.ExpectAsync("CONNECT");
        time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(connecting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        var fault = await Assert.ThrowsAsync<StompConnectionException>(() => connecting.WaitAsync(StompTestClient.Patience));
        Assert.Contains("7 s", fault.Message);
    }

    [Fact]
    public async Task Connecting_can_be_cancelled()
    {
        using var server = new ScriptedServer();
        await using var client = new StompClient(server.Address);
        using var cancelled = new CancellationTokenSource();
        var connecting = client.ConnectAsync(cancelled.Token);
        using var peer = await server.AcceptAsync();
        await peer.ExpectAsync("CONNECT");
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(StompTestClient.Patience));
        await peer.WhenClosedAsync();
    }

    [Fact]
    public async Task Of_several_addresses_the_first_that_answers_is_taken()
    {
        Uri nobody;
        using (var gone = new ScriptedServer()) nobody = gone.Address;
        using var server = new ScriptedServer();
        await using var client = new StompClient([nobody, server.Address], new() { CloseTimeout = TimeSpan.FromMilliseconds(100) });
        var connecting = client.ConnectAsync();
        using var peer = await server.AcceptAsync();
        await peer.ExpectAsync("CONNECT");
        await peer.SendAsync("CONNECTED\nversion:1.2\n\n\0");
        await connecting.WaitAsync(StompTestClient.Patience);
    }

    [Fact]
    public async Task Before_each_attempt_the_options_may_be_replaced()
    {
        using var server = new ScriptedServer();
        var attempts = 0;
        await using var client = new StompClient(server.Address, new()
        {
            BeforeConnect = (options, _) => ValueTask.FromResult(options with { Passcode = $"token-{++attempts}" }),
        });
        for (var i = 1; i <= 2; i++)
        {
            var connecting = client.ConnectAsync();
            using var peer = await server.AcceptAsync();
            Assert.Equal($"token-{i}", (await peer.ExpectAsync("CONNECT")).Headers["passcode"]);
            peer.Dispose();
            await Assert.ThrowsAsync<StompConnectionException>(() => connecting.WaitAsync(StompTestClient.Patience));
        }
    }
}
