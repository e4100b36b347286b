using System.Net;
using ChatServer.Tests.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>The chat as its Program builds it, on a real Kestrel and a port of its own.</summary>
internal sealed class ChatApp : WebApplicationFactory<Program>
{
    private readonly (string Key, string Value)[] _settings;
    private readonly DataFolder _data = new();

    private ChatApp((string Key, string Value)[] settings)
    {
        _settings = settings;
        // Not by a port: that would be set behind the start of the program, which does not wait for it.
        UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
    }

    public LogRecorder Log { get; } = new();

    /// <summary>Whether warnings and errors in the log fail the test at its end. On by default.</summary>
    public bool ExpectsNoProblems { get; set; } = true;

    /// <summary>The application's clock; it stands still until a test moves it.</summary>
    public FakeTime Time { get; } = new();

    public Uri HttpAddress => ClientOptions.BaseAddress;

    /// <param name="settings">What a configuration file would say, as <c>("Chat:MaxMessageLength", "10")</c>.</param>
    public static ChatApp Start(params (string Key, string Value)[] settings)
    {
        var app = new ChatApp(settings);
        app.StartServer();
        return app;
    }

    public Uri Endpoint(string path = "/ws") => new($"ws://{HttpAddress.Authority}{path}");

    /// <summary>Opens a WebSocket and connects, without heart-beats unless headers ask for them.</summary>
    public async Task<StompTestClient> ConnectAsync(string? headers = null, string path = "/ws")
    {
        var client = await StompTestClient.OpenAsync(Endpoint(path));
        await client.SendAsync($"CONNECT\naccept-version:1.2\nhost:test\n{headers}\n\0");
        await client.ExpectAsync("CONNECTED");
        return client;
    }

    /// <summary>Connects and listens to a room.</summary>
    public async Task<StompTestClient> ListenAsync(string room = Chat.Room)
    {
        var client = await ConnectAsync();
        await client.SubscribeAsync(Chat.Topic(room));
        return client;
    }

    /// <summary>Connects, listens to a room and joins it; the own JOIN has been received.</summary>
    public async Task<StompTestClient> JoinAsync(string sender, string room = Chat.Room)
    {
        var client = await ListenAsync(room);
        await client.SendChatAsync("addUser", Chat.Join(sender, room));
        await client.ExpectChatAsync("JOIN", sender, null, room);
        return client;
    }

    /// <summary>Waits until the server has let go of all but so many sessions.</summary>
    public Task WhenSessionsAsync(int count) => Services.WhenSessionsAsync(count);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _data.Dispose();
        if (ExpectsNoProblems) Assert.Empty(Log.Problems);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Chat:DataDirectory", _data.Path);
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.AddProvider(Log));
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
    }
}
