namespace Micro;

/// <summary>A service of a scope.</summary>
public sealed class BenchmarkScope;
