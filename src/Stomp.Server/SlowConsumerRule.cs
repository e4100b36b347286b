namespace Stomp.Server;

/// <summary>How slow consumers of some topics are treated.</summary>
/// <param name="Pattern">The topics: a destination, with <c>?</c>, <c>*</c> and <c>**</c> as in a pattern subscription.</param>
/// <param name="Policy">What happens.</param>
public sealed record SlowConsumerRule(string Pattern, SlowConsumerPolicy Policy);
