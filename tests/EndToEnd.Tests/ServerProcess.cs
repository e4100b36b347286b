using Testing.Server;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>The built chat server as a process of its own.</summary>
public sealed class ServerProcess : IAsyncLifetime
{
    private const string Listening = "Now listening on: ";

    private readonly string[] _settings;
    private readonly string _dataDirectory = Directory.CreateTempSubdirectory("chat-data-").FullName;
    private ChildProcess? _process;

    public ServerProcess()
        : this([])
    {
    }

    private ServerProcess(string[] settings) => _settings = settings;

    /// <summary>Where it listens; the port stays the same when it is started again.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public string Endpoint => $"ws://{Address.Authority}/ws";

    public string Output => _process!.Output;

    /// <param name="settings">What the command line says, as <c>--Stomp:MaxFrameBytes=2048</c>.</param>
    public static async Task<ServerProcess> StartAsync(params string[] settings)
    {
        var server = new ServerProcess(settings);
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        var program = Path.Combine(Repository.ServerDirectory, "ChatServer.dll");
        _process = ChildProcess.Start("dotnet", [program, "--urls", Address.AbsoluteUri, "--Chat:DataDirectory", _dataDirectory, .. _settings], Path.GetTempPath());
        var line = await _process.WaitForLineAsync(Listening);
        Address = new(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WhenEndedAsync();
    }

    /// <summary>SIGTERM, and its exit code; it has ten seconds unless it is given more.</summary>
    public async Task<int> TerminateAsync(TimeSpan? patience = null)
    {
        _process!.Terminate();
        return await _process.WhenEndedAsync(patience ?? TimeSpan.FromSeconds(10));
    }

    /// <summary>A client of the tests' own that listens to a room.</summary>
    public async Task<StompTestClient> ListenAsync(string room)
    {
        var client = await StompTestClient.OpenAsync(new Uri(Endpoint));
        await client.SendAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0");
        await client.ExpectAsync("CONNECTED");
        await client.SubscribeAsync($"/topic/public/{room}");
        return client;
    }

    /// <summary>Has a client of its own say so many lines in a room, one after the other: <c>line 1</c> and so on, unless told otherwise.</summary>
    public async Task FillAsync(string room, int count, Func<int, string>? line = null)
    {
        await using var client = await StompTestClient.OpenAsync(new Uri(Endpoint));
        await client.SendAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0");
        await client.ExpectAsync("CONNECTED");
        for (var number = 1; number <= count; number++) await client.TalkAsync(room, "filler", line?.Invoke(number) ?? $"line {number}");
        await client.FenceAsync();
    }

    Task IAsyncLifetime.InitializeAsync() => StartAsync();

    public async Task DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        Directory.Delete(_dataDirectory, recursive: true);
    }
}
