using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Stomp.Server;
using Testing.Server;

namespace Stomp.Client.Tests;

/// <summary>TLS: on the server's TCP port and its WebSocket, with our client and a bare stream.</summary>
public sealed class TlsTests : IAsyncLifetime, IDisposable
{
    private readonly SelfSignedCertificate _certificate = new();
    private readonly LogRecorder _log = new();
    private WebApplication _app = null!;
    private ListenOptions _tcp = null!;
    private ListenOptions _web = null!;

    [Theory]
    [InlineData("stomp+ssl")]
    [InlineData("wss")]
    public async Task Messages_of_every_size_go_both_ways(string scheme)
    {
        await using var client = new StompClient(AddressOf(scheme), new() { ConfigureTls = _certificate.Trust });
        await client.ConnectAsync().WaitAsync(StompTestClient.Patience);
        await using var messages = new Reading(await client.OpenSubscriptionAsync("/topic/a").WaitAsync(StompTestClient.Patience));
        string[] bodies = ["", "hi", "안녕", new('x', 5_000), new('y', 60_000)];

        foreach (var body in bodies) await client.SendAsync("/topic/a", body);

        foreach (var body in bodies) Assert.Equal(body, (await messages.NextAsync()).Text);
        await client.CloseAsync().WaitAsync(StompTestClient.Patience);
        Assert.Empty(_log.Problems);
    }

    [Theory]
    [InlineData("stomp+ssl")]
    [InlineData("wss")]
    public async Task Who_does_not_trust_the_certificate_does_not_connect(string scheme)
    {
        await using var client = new StompClient(AddressOf(scheme), new() { Reconnect = StompReconnectOptions.Never });

        await Assert.ThrowsAsync<StompConnectionException>(() => client.ConnectAsync().WaitAsync(StompTestClient.Patience));

        Assert.Empty(_log.Problems);
    }

    [Fact]
    public async Task A_bare_stream_ends_in_order_after_DISCONNECT()
    {
        await using var stream = await OpenAsync();
        await stream.WriteAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0DISCONNECT\nreceipt:bye\n\n\0"u8.ToArray());

        using var reader = new StreamReader(stream, Encoding.UTF8);
        // Without an alert of TLS that the end is meant, reading would fail.
        var all = await reader.ReadToEndAsync().WaitAsync(StompTestClient.Patience);

        Assert.StartsWith("CONNECTED\n", all, StringComparison.Ordinal);
        Assert.EndsWith("RECEIPT\nreceipt-id:bye\n\n\0", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_may_come_in_pieces_of_one_byte_each()
    {
        await using var stream = await OpenAsync();
        foreach (var one in "CONNECT\naccept-version:1.2\nhost:test\n\n\0"u8.ToArray()) await stream.WriteAsync(new[] { one });

        var answer = new byte["CONNECTED"u8.Length];
        await stream.ReadExactlyAsync(answer).AsTask().WaitAsync(StompTestClient.Patience);

        Assert.Equal("CONNECTED"u8.ToArray(), answer);
    }

    [Fact]
    public async Task Who_speaks_plainly_to_the_TLS_port_is_cut_off_and_others_are_served()
    {
        using var plain = new TcpClient();
        await plain.ConnectAsync(IPAddress.Loopback, _tcp.IPEndPoint!.Port).WaitAsync(StompTestClient.Patience);
        await plain.GetStream().WriteAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0"u8.ToArray());

        using var reader = new StreamReader(plain.GetStream());
        Assert.DoesNotContain("CONNECTED", await reader.ReadToEndAsync().WaitAsync(StompTestClient.Patience), StringComparison.Ordinal);

        await using var client = new StompClient(AddressOf("stomp+ssl"), new() { ConfigureTls = _certificate.Trust });
        await client.ConnectAsync().WaitAsync(StompTestClient.Patience);
        Assert.Empty(_log.Problems);
    }

    [Fact]
    public async Task A_client_that_vanishes_leaves_no_session()
    {
        var stream = await OpenAsync();
        await stream.WriteAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0"u8.ToArray());
        await _app.Services.WhenSessionsAsync(1);

        await stream.DisposeAsync();

        await _app.Services.WhenSessionsAsync(0);
    }

    [Fact]
    public async Task An_endpoint_of_the_applications_own_Kestrel_speaks_STOMP_over_TLS()
    {
        ListenOptions? own = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => own = listen.UseHttps(_certificate.Certificate).UseStomp()));
        builder.Services.AddStomp(options => options.AllowSendToBroker = true);
        await using var app = builder.Build();
        await app.StartAsync();
        await using var client = new StompClient(new Uri($"stomp+ssl://{own!.IPEndPoint}"), new() { ConfigureTls = _certificate.Trust });

        await client.ConnectAsync().WaitAsync(StompTestClient.Patience);

        await client.SendWithReceiptAsync("/topic/a", "hi").WaitAsync(StompTestClient.Patience);
    }

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.Services.AddStomp(options => options.AllowSendToBroker = true);
        builder.WebHost
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => _web = listen.UseHttps(_certificate.Certificate)))
            .ListenStomp(IPAddress.Loopback, 0, listen => _tcp = listen.UseHttps(_certificate.Certificate));
        _app = builder.Build();
        _app.MapStomp("/ws");
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose()
    {
        _certificate.Dispose();
        _log.Dispose();
    }

    private Uri AddressOf(string scheme) => new(scheme == "wss" ? $"wss://{_web.IPEndPoint}/ws" : $"{scheme}://{_tcp.IPEndPoint}");

    private async Task<SslStream> OpenAsync()
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _tcp.IPEndPoint!.Port).WaitAsync(StompTestClient.Patience);
        var stream = new SslStream(socket.GetStream());
        var options = new SslClientAuthenticationOptions { TargetHost = "localhost" };
        _certificate.Trust(options);
        await stream.AuthenticateAsClientAsync(options).WaitAsync(StompTestClient.Patience);
        return stream;
    }
}
