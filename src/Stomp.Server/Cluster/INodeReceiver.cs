namespace Stomp.Server.Cluster;

/// <summary>Takes what other nodes send.</summary>
internal interface INodeReceiver
{
    /// <summary>There is a way to the others, perhaps again: what was sent before may have been lost.</summary>
    void OnUp();

    /// <summary>Takes a message, which is borrowed. The next one waits for it.</summary>
    ValueTask OnMessageAsync(ReadOnlyMemory<byte> message);
}
