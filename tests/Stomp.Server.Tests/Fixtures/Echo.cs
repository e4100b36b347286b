namespace Stomp.Server.Tests;

public sealed record Echo(string? Text);
