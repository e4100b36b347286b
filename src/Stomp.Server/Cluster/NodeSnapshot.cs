namespace Stomp.Server.Cluster;

/// <summary>All sessions of a node, in parts.</summary>
/// <param name="From">Which node.</param>
/// <param name="Sequence">The number of the last change that is in it.</param>
/// <param name="Part">Which part, from 0.</param>
/// <param name="IsLast">Whether it is the last one.</param>
/// <param name="Sessions">The sessions.</param>
internal sealed record NodeSnapshot(string From, long Sequence, int Part, bool IsLast, IReadOnlyList<NodeSession> Sessions) : NodeMessage(From);
