namespace Stomp.Server.Tests;

public sealed record Pair(string One, string Other);
