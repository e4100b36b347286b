using System.Diagnostics;

namespace Load;

/// <summary>What the server's process uses.</summary>
internal sealed class ServerProcess(int id)
{
    public TimeSpan Cpu => Look().TotalProcessorTime;

    public long MemoryBytes => Look().WorkingSet64;

    // A process object keeps what it has seen first.
    private Process Look() => Process.GetProcessById(id);
}
