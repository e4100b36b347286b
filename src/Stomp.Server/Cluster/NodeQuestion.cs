namespace Stomp.Server.Cluster;

/// <summary>The node asks for all sessions of the one that it sends this to.</summary>
/// <param name="From">Who asks.</param>
internal sealed record NodeQuestion(string From) : NodeMessage(From);
