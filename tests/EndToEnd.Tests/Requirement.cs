using System.Diagnostics;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>What a test needs besides the SDK. Where it is missing the test is skipped; under CI=true it fails.</summary>
internal static class Requirement
{
    private const string Cure = "Run ./test.sh once: it installs what is missing.";

    private static readonly bool IsCi = Environment.GetEnvironmentVariable("CI") == "true";

    public static bool HasNode => PathOf("node") is not null;

    public static string Node() => Found("node", "Node.js (the program 'node')");

    public static string NodeWithClients()
    {
        var node = Node();
        string[] clients = ["@stomp/stompjs", "@stomp/rx-stomp", "stompit", "sockjs-client"];
        Need(Array.TrueForAll(clients, client => Directory.Exists(Path.Combine(Repository.NodeClients, "node_modules", client))),
            "the STOMP clients for Node.js (npm ci in tests/EndToEnd.Tests/node)");
        return node;
    }

    /// <summary>The script of axe-core, which looks for what people with disabilities cannot use.</summary>
    public static string Axe()
    {
        var script = Path.Combine(Repository.NodeClients, "node_modules", "axe-core", "axe.min.js");
        Need(File.Exists(script), "axe-core (npm ci in tests/EndToEnd.Tests/node)");
        return script;
    }

    public static string Nginx() => Found("nginx", "nginx (the program 'nginx')");

    /// <summary>Debian's Python: its package of stomp.py is no other's.</summary>
    public static string PythonWithClient()
    {
        Need(Directory.Exists("/usr/lib/python3/dist-packages/stomp"), "stomp.py (Debian's python3-stomp)");
        return "/usr/bin/python3";
    }

    public static string Chromium() => Found("chromium", "Chromium (the program 'chromium')");

    /// <summary>The page's libraries, which npm puts beside the server when that is built.</summary>
    public static void PageLibrary() =>
        Need(File.Exists(Path.Combine(Repository.ServerDirectory, "wwwroot", "lib", "sockjs", "sockjs.min.js")),
            "the page's libraries (Node.js and npm when the server is built)");

    private static string Found(string program, string what)
    {
        var path = PathOf(program);
        Need(path is not null, what);
        return path!;
    }

    private static string? PathOf(string program) => $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin".Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static void Need(bool isThere, string what)
    {
        if (isThere) return;
        if (IsCi) Assert.Fail($"Missing here: {what}. {Cure}");
        Skip.If(true, $"Missing here: {what}. {Cure}");
        throw new UnreachableException();
    }
}
