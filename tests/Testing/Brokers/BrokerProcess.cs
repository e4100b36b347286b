using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Testing.Brokers;

/// <summary>A server of somebody else's, as a process with its data in a folder of its own.</summary>
public sealed class BrokerProcess : IAsyncDisposable
{
    // RabbitMQ takes 10 s on an idle machine, and minutes on one that builds four other things.
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(5);

    private readonly List<Process> _processes = [];
    private readonly List<string> _output = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("stomp-broker-").FullName;

    /// <summary>Ports that were free a moment ago, each another.</summary>
    public static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners) listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners) listener.Dispose();
        return ports;
    }

    /// <summary>Writes a file into the folder.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Start(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        var process = Process.Start(start)!;
        _processes.Add(process);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until connections are accepted on all ports.</summary>
    public async Task WhenListeningAsync(params int[] ports)
    {
        ArgumentNullException.ThrowIfNull(ports);
        using var patience = new CancellationTokenSource(StartPatience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        foreach (var port in ports)
        {
            while (!await IsListeningAsync(port))
            {
                if (_processes.Exists(process => process.HasExited)) throw new InvalidOperationException($"A broker ended at its start:\n{Output()}");
                try
                {
                    await pulse.WaitForNextTickAsync(patience.Token);
                }
                catch (OperationCanceledException e)
                {
                    throw new TimeoutException($"A broker did not listen on port {port} after {StartPatience}:\n{Output()}", e);
                }
            }
        }
    }

    /// <summary>Kills the process that was started last; its data stays.</summary>
    public async Task KillLastAsync()
    {
        await EndAsync(_processes[^1]);
        _processes.RemoveAt(_processes.Count - 1);
    }

    public async ValueTask DisposeAsync()
    {
        // Its data goes, too, so it need not be asked.
        foreach (var process in _processes) await EndAsync(process);

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task EndAsync(Process process)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().WaitAsync(StartPatience);
        process.Dispose();
    }

    private static async Task<bool> IsListeningAsync(int port)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            if (line is not null && _output.Count < 1000) _output.Add(line);
        }
    }

    private string Output()
    {
        lock (_output) return string.Join('\n', _output);
    }
}
