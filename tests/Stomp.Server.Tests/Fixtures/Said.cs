namespace Stomp.Server.Tests;

public sealed record Said(string Text);
