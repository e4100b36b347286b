namespace Stomp.Server.Tests;

public readonly record struct Small(int X, int Y);
