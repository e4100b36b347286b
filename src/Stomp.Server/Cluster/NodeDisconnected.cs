namespace Stomp.Server.Cluster;

/// <summary>Sessions have been ended.</summary>
/// <param name="From">On which node.</param>
/// <param name="Request">The number of the wish.</param>
/// <param name="Count">How many.</param>
internal sealed record NodeDisconnected(string From, long Request, int Count) : NodeMessage(From);
