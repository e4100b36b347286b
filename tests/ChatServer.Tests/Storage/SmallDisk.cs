using System.Diagnostics;
using Testing;

namespace ChatServer.Tests.Storage;

/// <summary>A disk of a few megabytes in memory, to be filled. Only root may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Ballast => Path.Combine(_folder, "ballast");

    public static SmallDisk Mount(int megabytes, string folder, string owner = "root")
    {
        Requirement.Check(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? null : "A small disk is missing: mounting one needs root.");
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,uid={owner}", "tmpfs", folder);
        return new(folder);
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using var file = File.Create(Ballast, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Makes room again.</summary>
    public void Free() => File.Delete(Ballast);

    /// <summary>Refuses every write.</summary>
    public void Protect() => Run("mount", "-o", "remount,ro", _folder);

    public void Dispose() => Run("umount", "-l", _folder);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
