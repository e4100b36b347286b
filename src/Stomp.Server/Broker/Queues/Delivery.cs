namespace Stomp.Server.Broker.Queues;

/// <summary>A message that is with a subscriber and not acknowledged yet.</summary>
/// <param name="Message">The message.</param>
/// <param name="Tag">Its number within the subscription.</param>
internal sealed record Delivery(QueuedMessage Message, long Tag)
{
    /// <summary>Whether an open transaction has acknowledged it: nobody else may.</summary>
    public bool IsInTransaction { get; set; }
}
