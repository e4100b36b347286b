namespace Stomp.Server.Cluster;

/// <summary>A message for a user or a session of the node; behind it come its headers and its body as a SEND frame.</summary>
/// <param name="From">Where it was sent.</param>
/// <param name="To">The name of the user, or the id of the session.</param>
/// <param name="IsSession">Which of the two.</param>
/// <param name="IsText">Whether the body is UTF-8.</param>
internal sealed record NodeDelivery(string From, string To, bool IsSession, bool IsText) : NodeMessage(From);
