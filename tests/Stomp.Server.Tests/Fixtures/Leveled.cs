namespace Stomp.Server.Tests;

public sealed record Leveled(Level Level);
