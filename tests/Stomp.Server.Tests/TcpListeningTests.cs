using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Stomp.Client;

namespace Stomp.Server.Tests;

/// <summary>STOMP over TCP beside the application's own addresses, in whatever way those were set.</summary>
public sealed class TcpListeningTests
{
    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:0;http://[::1]:0")]
    [InlineData("http://localhost:{0}")]
    [InlineData("http://*:{0}")]
    [InlineData("http://[::]:{0};http://127.0.0.1:0")]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("https://localhost:{0};http://127.0.0.1:0")]
    public Task The_applications_urls_are_served_beside_it(string urls) => ServesAsync(builder => builder.WebHost.UseUrls(WithPort(urls)));

    [Fact]
    public Task Ports_of_the_environment_are_served_beside_it() => ServesAsync(builder => builder.WebHost.UseSetting(WebHostDefaults.HttpPortsKey, WithPort("{0}")));

    [Fact]
    public Task Endpoints_of_the_settings_are_served_beside_it() => ServesAsync(builder =>
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("Kestrel:Endpoints:Web:Url", "http://127.0.0.1:0")]));

    [Fact]
    public Task Endpoints_in_code_are_served_beside_it() => ServesAsync(builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0)));

    [Fact]
    public Task Addresses_added_later_are_served_beside_it() => ServesAsync(_ => { }, app => app.Urls.Add("http://127.0.0.1:0"));

    [Fact]
    public async Task Several_ports_are_listened_on_and_IPv6_too()
    {
        var ports = new List<ListenOptions>();
        await using var app = await TestApp.StartOpenAsync(host: web => web
            .ListenStomp(IPAddress.Loopback, 0, ports.Add)
            .ListenStomp(IPAddress.IPv6Loopback, 0, ports.Add));

        foreach (var port in ports) await SpeaksStompAsync(new Uri($"stomp://{port.IPEndPoint}"));

        Assert.All(ports, port => Assert.Contains(app.Log.Lines, line => line.Contains($"Listening for STOMP on {port.IPEndPoint}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_port_in_use_ends_the_start_and_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var fault = await Assert.ThrowsAsync<IOException>(() => TestApp.StartAsync(host: web => web.ListenStomp(IPAddress.Loopback, port)));

        Assert.Contains($"{port}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_connected_is_told_when_the_server_stops()
    {
        ListenOptions? tcp = null;
        await using var app = await TestApp.StartOpenAsync(host: web => web.ListenStomp(IPAddress.Loopback, 0, listen => tcp = listen));
        await using var client = new StompClient(new Uri($"stomp://{tcp!.IPEndPoint}"), new() { Reconnect = StompReconnectOptions.Never });
        await client.ConnectAsync().WaitAsync(StompTestClient.Patience);

        await app.StopAsync().WaitAsync(StompTestClient.Patience);

        var told = await Assert.ThrowsAsync<StompConnectionException>(() => client.Closed.WaitAsync(StompTestClient.Patience));
        Assert.Contains("reconnect", told.Message, StringComparison.Ordinal);
        Assert.Contains(app.Log.Lines, line => line.Contains("ended: ServerShutdown", StringComparison.Ordinal));
    }

    private static async Task ServesAsync(Action<WebApplicationBuilder> configure, Action<WebApplication>? afterwards = null)
    {
        using var certificate = new SelfSignedCertificate();
        using var log = new LogRecorder();
        ListenOptions? tcp = null;
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("Kestrel:Certificates:Default:Path", certificate.Path)]);
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddStomp(options => options.AllowSendToBroker = true);
        builder.WebHost.ListenStomp(IPAddress.Loopback, 0, listen => tcp = listen);
        configure(builder);
        await using var app = builder.Build();
        afterwards?.Invoke(app);
        app.MapStomp("/ws");
        await app.StartAsync();

        Assert.NotEmpty(app.Urls);
        foreach (var url in app.Urls)
        {
            var address = new Uri(url.Replace("http", "ws", StringComparison.Ordinal).Replace("[::]", "[::1]", StringComparison.Ordinal) + "/ws");
            await SpeaksStompAsync(address, new() { ConfigureTls = certificate.Trust });
        }

        await SpeaksStompAsync(new Uri($"stomp://127.0.0.1:{tcp!.IPEndPoint!.Port}"));
        Assert.DoesNotContain(app.Urls, url => new Uri(url).Port == tcp.IPEndPoint.Port);
        Assert.Empty(log.Problems);
    }

    private static async Task SpeaksStompAsync(Uri address, StompClientOptions? options = null)
    {
        await using var client = new StompClient(address, options ?? new());
        await client.ConnectAsync().WaitAsync(StompTestClient.Patience);
        await client.SendWithReceiptAsync("/topic/a", "hi").WaitAsync(StompTestClient.Patience);
    }

    private static string WithPort(string text)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return text.Replace("{0}", $"{((IPEndPoint)listener.LocalEndpoint).Port}", StringComparison.Ordinal);
    }
}
