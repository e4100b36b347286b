using System.Diagnostics;
using System.Globalization;

namespace Idle;

/// <summary>Opens sessions over each transport, and prints how many bytes each costs the server while nothing happens.</summary>
internal static class IdleReport
{
    public static async Task RunAsync(int sessions)
    {
        Console.WriteLine($"Bytes alive in the server for one idle, connected session of STOMP ({sessions} of each)");
        Console.WriteLine("| transport | bytes |");
        Console.WriteLine("| --- | --- |");
        foreach (var (name, open) in IdleClient.Transports) Console.WriteLine($"| {name} | {await MeasureAsync(open, sessions):N0} |");
    }

    private static async Task<long> MeasureAsync(Func<Uri, Task<IdleClient>> open, int sessions)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["server"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Insert(0, typeof(IdleReport).Assembly.Location);
        using var server = Process.Start(start)!;
        var address = new Uri((await server.StandardOutput.ReadLineAsync())!);
        var clients = new List<IdleClient>();
        try
        {
            // What the first ones need stays for all.
            for (var i = 0; i < sessions / 10; i++) clients.Add(await open(address));
            var before = await BytesAsync(server);
            for (var i = 0; i < sessions; i++) clients.Add(await open(address));
            return (await BytesAsync(server) - before) / sessions;
        }
        finally
        {
            server.Kill();
            clients.ForEach(client => client.Dispose());
        }
    }

    private static async Task<long> BytesAsync(Process server)
    {
        await server.StandardInput.WriteLineAsync();
        return long.Parse((await server.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }
}
