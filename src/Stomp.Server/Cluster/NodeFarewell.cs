namespace Stomp.Server.Cluster;

/// <summary>The node stops.</summary>
/// <param name="From">Which.</param>
internal sealed record NodeFarewell(string From) : NodeMessage(From);
