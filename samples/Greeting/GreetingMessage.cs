namespace Samples.Greeting;

/// <summary>What everybody hears.</summary>
public sealed record GreetingMessage(string Content);
