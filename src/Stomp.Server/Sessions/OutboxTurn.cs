namespace Stomp.Server.Sessions;

/// <summary>The outboxes that one thread has put something into and not yet handed over.</summary>
internal sealed class OutboxTurn
{
    /// <summary>Whom they will be handed to; null while the thread collects nothing.</summary>
    public OutboxFlusher? Flusher { get; set; }

    public List<Outbox> Outboxes { get; } = [];
}
