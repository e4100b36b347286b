using System.Reflection;

namespace EndToEnd.Tests;

/// <summary>Where things lie in the repository that these tests were built in.</summary>
internal static class Repository
{
    private static readonly string Configuration =
        typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public static string Root { get; } = FindRoot();

    public static string ServerDirectory { get; } = Path.Combine(Root, "src", "ChatServer", "bin", Configuration, "net10.0");

    public static string ConformanceServerDirectory { get; } = Path.Combine(Root, "tests", "ConformanceServer", "bin", Configuration, "net10.0");

    public static string PythonClients { get; } = Path.Combine(Root, "tests", "EndToEnd.Tests", "python");

    public static string NodeClients { get; } = Path.Combine(Root, "tests", "EndToEnd.Tests", "node");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ChatServer.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in their repository.");
        return folder.FullName;
    }
}
