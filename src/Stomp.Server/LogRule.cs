namespace Stomp.Server;

/// <summary>Which destinations are logged, and how much of each is kept.</summary>
/// <param name="Pattern">A destination of the broker, or a pattern: <c>?</c>, <c>*</c> and <c>**</c> as in subscriptions.</param>
/// <param name="Retention">How much is kept.</param>
public sealed record LogRule(string Pattern, LogRetention Retention);
