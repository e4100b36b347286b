namespace Micro;

public sealed record BenchmarkMessage(string Sender, string Message);
