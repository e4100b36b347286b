namespace Stomp.Server.Cluster;

/// <summary>A session as its node tells of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="User">The name of its user; null for who is not authenticated.</param>
internal readonly record struct NodeSession(string Id, string? User);
