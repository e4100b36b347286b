using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stomp.Server;
using Xunit;

namespace Testing.Server;

/// <summary>An application with STOMP at <c>/ws</c> and over TCP on a real Kestrel, on ports of its own.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApp(WebApplication app, LogRecorder log) => (_app, Log) = (app, log);

    public LogRecorder Log { get; }

    /// <summary>Whether warnings and errors in the log fail the test at its end. On by default.</summary>
    public bool ExpectsNoProblems { get; set; } = true;

    public IServiceProvider Services => _app.Services;

    public IMessageTemplate Template => Services.GetRequiredService<IMessageTemplate>();

    public Uri HttpAddress { get; private set; } = null!;

    /// <summary>Where it speaks STOMP over TCP.</summary>
    public int TcpPort { get; private set; }

    public Uri Endpoint => new($"{(HttpAddress.Scheme == Uri.UriSchemeHttps ? "wss" : "ws")}://{HttpAddress.Authority}/ws");

    /// <param name="options">Sets STOMP options.</param>
    /// <param name="stomp">Adds controllers, listeners and services.</param>
    /// <param name="endpoint">Sets the endpoint's options.</param>
    /// <param name="map">Adds middleware and further endpoints, before STOMP is mapped.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <param name="port">The port, of an application that was there before; 0 for a free one.</param>
    /// <param name="host">Sets Kestrel, and adds endpoints.</param>
    /// <param name="listen">Sets how Kestrel listens for the first of them; null for plain HTTP.</param>
    public static async Task<TestApp> StartAsync(Action<StompOptions>? options = null, Action<StompBuilder>? stomp = null,
        Action<StompEndpointOptions>? endpoint = null, Action<WebApplication>? map = null, FakeTime? time = null, int port = 0,
        Action<IWebHostBuilder>? host = null, Action<ListenOptions>? listen = null)
    {
        var log = new LogRecorder();
        var builder = WebApplication.CreateSlimBuilder();
        if (listen is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port, listen ?? (_ => { }));
            kestrel.Listen(IPAddress.Loopback, 0, tcp => tcp.UseStomp());
        });
        host?.Invoke(builder.WebHost);
        builder.Logging.ClearProviders().AddProvider(log);
        var stompBuilder = builder.Services.AddStomp(options);
        if (time is not null) builder.Services.AddSingleton<TimeProvider>(time);
        stomp?.Invoke(stompBuilder);
        var app = builder.Build();
        map?.Invoke(app);
        app.MapStomp("/ws", endpoint);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new(app, log) { HttpAddress = new Uri(addresses.Addresses.First()), TcpPort = new Uri(addresses.Addresses.Last()).Port };
    }

    /// <summary>The same with a broker that clients may send to and subscribe to by patterns.</summary>
    public static Task<TestApp> StartOpenAsync(Action<StompOptions>? options = null, Action<StompBuilder>? stomp = null, FakeTime? time = null,
        Action<IWebHostBuilder>? host = null) =>
        StartAsync(
            all =>
            {
                all.AllowSendToBroker = true;
                all.AllowPatternSubscriptions = true;
                options?.Invoke(all);
            },
            stomp,
            time: time,
            host: host);

    /// <summary>Opens a WebSocket and connects, in the version given.</summary>
    public async Task<StompTestClient> ConnectAsync(string version = "1.2", string? headers = null)
    {
        var client = await StompTestClient.OpenAsync(Endpoint);
        await client.SendAsync($"CONNECT\naccept-version:{version}\nhost:test\n{headers}\n\0");
        var connected = await client.ExpectAsync("CONNECTED");
        client.SessionId = connected.Headers["session"]!;
        return client;
    }

    /// <summary>Connects and subscribes.</summary>
    public async Task<StompTestClient> SubscribedAsync(string destination, string id = "sub-0", string version = "1.2")
    {
        var client = await ConnectAsync(version);
        await client.SubscribeAsync(destination, id);
        return client;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (ExpectsNoProblems) Assert.True(!Log.Problems.Any(), string.Join("\n", Log.Problems));
    }
}
