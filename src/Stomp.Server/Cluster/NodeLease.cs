namespace Stomp.Server.Cluster;

/// <summary>The node is there, and has told of so many changes.</summary>
/// <param name="From">Which node.</param>
/// <param name="Sequence">The number of its last change: who has another one asks.</param>
/// <param name="WantsLeases">Whether it does not know who else is there.</param>
internal sealed record NodeLease(string From, long Sequence, bool WantsLeases) : NodeMessage(From);
