namespace Stomp.Server.Tests;

/// <summary>A second filter, which an endpoint has for itself.</summary>
public sealed class EndpointProbe(Func<StompContext, Func<StompContext, ValueTask>, ValueTask> invoke) : FilterProbe(invoke);
