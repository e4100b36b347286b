namespace Stomp.Server.Cluster;

/// <summary>Sessions have to end.</summary>
/// <param name="From">Who wants it.</param>
/// <param name="Request">The number to answer to.</param>
/// <param name="Of">The name of the user, or the id of the session.</param>
/// <param name="Reason">What clients are told.</param>
internal sealed record NodeDisconnect(string From, long Request, string Of, string Reason) : NodeMessage(From);
