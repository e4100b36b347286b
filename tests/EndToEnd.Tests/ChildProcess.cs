using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>A process that a test started: what it says, how it ends; gone when disposed of.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private const int SigTerm = 15;

    // Linux' numbers.
    private const int SigCont = 18;
    private const int SigStop = 19;

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly SemaphoreSlim _said = new(0);
    private int _searched;

    private ChildProcess(Process process) => _process = process;

    public string Output
    {
        get { lock (_lines) return string.Join('\n', _lines); }
    }

    public static ChildProcess Start(string program, IEnumerable<string> arguments, string? directory = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? "",
        };
        var process = new Process { StartInfo = start };
        var child = new ChildProcess(process);
        process.OutputDataReceived += (_, said) => child.Keep(said.Data);
        process.ErrorDataReceived += (_, said) => child.Keep(said.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>The next line that holds the words; lines before it are passed over.</summary>
    public async Task<string> WaitForLineAsync(string words)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (Search(words) is { } line) return line;
            Assert.False(_process.HasExited && Search(words) is null, $"Ended without saying '{words}':\n{Output}");
            try
            {
                await _said.WaitAsync(TimeSpan.FromSeconds(1), patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Never said '{words}':\n{Output}");
            }
        }
    }

    /// <summary>Waits for its end, and gives its exit code.</summary>
    public async Task<int> WhenEndedAsync(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Has not ended in time:\n{Output}");
        }

        return _process.ExitCode;
    }

    /// <summary>Asks it to end, as a service manager does.</summary>
    public void Terminate() => Assert.Equal(0, SendSignal(_process.Id, SigTerm));

    /// <summary>Takes the processor from it: its connections stay open, and nothing comes over them.</summary>
    public void Suspend() => Assert.Equal(0, SendSignal(_process.Id, SigStop));

    public void Resume() => Assert.Equal(0, SendSignal(_process.Id, SigCont));

    /// <summary>SIGKILL: it has no time for a last word.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _said.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int processId, int signal);

    private string? Search(string words)
    {
        lock (_lines)
        {
            while (_searched < _lines.Count)
            {
                if (_lines[_searched++].Contains(words, StringComparison.Ordinal)) return _lines[_searched - 1];
            }

            return null;
        }
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_lines) _lines.Add(line);
        _said.Release();
    }
}
