using Xunit;

namespace EndToEnd.Tests;

/// <summary>The tests of the page's own modules, which Node.js runs without a browser.</summary>
public sealed class PageModuleTests(PageModuleRun run) : IClassFixture<PageModuleRun>
{
    public static TheoryData<string> Files { get; } = [.. PageModuleRun.Files];

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public void They_hold(string file)
    {
        Requirement.Node();

        Assert.True(run.Holds(file), run.Output);
    }
}
