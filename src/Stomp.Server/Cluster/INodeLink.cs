namespace Stomp.Server.Cluster;

/// <summary>How nodes reach each other. What one node sends to another, or to all, arrives in order; what is sent while there is no way may be lost.</summary>
internal interface INodeLink
{
    /// <summary>Whether there is a way to the others just now.</summary>
    bool IsUp { get; }

    /// <summary>Begins to look for the others, and to receive what they send.</summary>
    void Start(string node, INodeReceiver receiver);

    /// <summary>Sends to one node.</summary>
    /// <param name="node">Which; null for all, the own one included.</param>
    /// <param name="message">The bytes.</param>
    /// <param name="isConfirmed">Whether to wait until they are as good as there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="MessageRejectedException">There is no way to the others.</exception>
    Task SendAsync(string? node, ReadOnlyMemory<byte> message, bool isConfirmed, CancellationToken cancellationToken);

    /// <summary>Leaves the others.</summary>
    Task StopAsync();
}
