using Xunit;

namespace EndToEnd.Tests;

/// <summary>The tests of the page's own modules, which Node.js runs without a browser.</summary>
public sealed class PageModuleTests
{
    public static TheoryData<string> Files { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "page"), "*.test.mjs").Select(file => Path.GetFileName(file)).Order()];

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public async Task They_hold(string file)
    {
        await using var tests = ChildProcess.Start(Requirement.Node(), ["--test", Path.Combine("tests", "page", file)], Repository.Root);

        var exitCode = await tests.WhenEndedAsync();

        Assert.True(exitCode == 0, tests.Output);
    }
}
