namespace Stomp.Server.Cluster;

/// <summary>Sessions came and went.</summary>
/// <param name="From">On which node.</param>
/// <param name="Sequence">The number of the change, one more than the last.</param>
/// <param name="Added">Who came.</param>
/// <param name="Removed">The ids of who went.</param>
internal sealed record NodeChange(string From, long Sequence, IReadOnlyList<NodeSession> Added, IReadOnlyList<string> Removed) : NodeMessage(From);
