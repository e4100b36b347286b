using System.Globalization;
using Testing.Server;

namespace EndToEnd.Tests;

/// <summary>The bare server for clients from outside, as a process of its own; its ports stay the same when it is started again.</summary>
internal sealed class ConformanceProcess : IAsyncDisposable
{
    private readonly string _httpAddress = $"http://127.0.0.1:{LocalPort.Free()}";

    private ConformanceProcess()
    {
    }

    public string Endpoint => $"{_httpAddress.Replace("http", "ws", StringComparison.Ordinal)}/ws";

    public int TcpPort { get; } = LocalPort.Free();

    public ChildProcess Process { get; private set; } = null!;

    public static async Task<ConformanceProcess> StartAsync()
    {
        var server = new ConformanceProcess();
        await server.BeginAsync();
        return server;
    }

    /// <summary>Kills it, and starts it anew.</summary>
    public async Task RestartAsync()
    {
        Process.Kill();
        await Process.WhenEndedAsync();
        await Process.DisposeAsync();
        await BeginAsync();
    }

    /// <summary>Sends a message, through a client of the tests' own, and waits until it has been taken.</summary>
    public async Task PublishAsync(string destination, string body)
    {
        await using var client = await StompTestClient.OpenAsync(new Uri(Endpoint));
        await client.SendAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0");
        await client.ExpectAsync("CONNECTED");
        await client.PublishAsync(destination, body);
    }

    public async ValueTask DisposeAsync() => await Process.DisposeAsync();

    private async Task BeginAsync()
    {
        var program = Path.Combine(Repository.ConformanceServerDirectory, "ConformanceServer.dll");
        string[] arguments = [program, "--urls", _httpAddress, "--tcp-port", TcpPort.ToString(CultureInfo.InvariantCulture)];
        Process = ChildProcess.Start("dotnet", arguments, Path.GetTempPath());
        await Process.WaitForLineAsync("Now listening on: ");
    }
}
