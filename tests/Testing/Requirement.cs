using Xunit;

namespace Testing;

/// <summary>What a test needs and a machine may lack: a skip that says so, and a failure under CI, where nothing may be left out.</summary>
public static class Requirement
{
    /// <summary>Skips the test, or fails it under <c>CI=true</c>, when something is missing.</summary>
    /// <param name="missing">What is missing and how to get it; null when nothing is.</param>
    public static void Check(string? missing)
    {
        if (missing is not null && Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(missing);
        Skip.If(missing is not null, missing);
    }
}
