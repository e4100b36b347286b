using Xunit;

namespace EndToEnd.Tests;

/// <summary>One run of all tests of the page's modules: to start Node.js for each file takes longer than the tests.</summary>
public sealed class PageModuleRun : IAsyncLifetime
{
    private const string ImportAll = "for (const file of process.argv.slice(1)) await import(file)";

    private int _exitCode;

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.test.mjs").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public string Output { get; private set; } = "";

    private static string Folder => Path.Combine(Repository.Root, "tests", "page");

    /// <summary>Whether all tests of a file passed. Node.js says of a failure where it stands; if it does not, no file holds.</summary>
    public bool Holds(string file) => _exitCode == 0 || (!IsNamed(file) && Files.Any(IsNamed));

    public async Task InitializeAsync()
    {
        if (!Requirement.HasNode) return;
        await using var tests = ChildProcess.Start(Requirement.Node(),
            ["--input-type=module", "--test-reporter=tap", "--eval", ImportAll, .. Files.Select(file => Path.Combine(Folder, file))], Repository.Root);
        _exitCode = await tests.WhenEndedAsync();
        Output = tests.Output;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private bool IsNamed(string file) => Output.Contains($"/{file}", StringComparison.Ordinal);
}
