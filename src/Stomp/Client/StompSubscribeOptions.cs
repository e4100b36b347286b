namespace Stomp.Client;

/// <summary>How to subscribe.</summary>
public sealed record StompSubscribeOptions
{
    /// <summary>Who says that a message was consumed. Defaults to <see cref="StompAckMode.Auto"/>.</summary>
    public StompAckMode AckMode { get; init; }

    /// <summary>
    /// Most messages sent and not yet acknowledged, for the modes in which the client acknowledges. Written as <c>prefetch-count</c>
    /// (RabbitMQ, ChatServer) and <c>activemq.prefetchSize</c> (ActiveMQ). Defaults to null: the server's own.
    /// </summary>
    public int? PrefetchCount { get; init; }

    /// <summary>
    /// Most messages received and not yet taken by the consumer. When so many wait, the client stops reading its connection until
    /// there is room: nothing is dropped, and other subscriptions, receipts and answers wait, too. Defaults to 256.
    /// </summary>
    public int BufferCapacity { get; init; } = 256;

    /// <summary>
    /// Whether subscribing waits for the server's RECEIPT, so that it is in force when the call returns and a refusal is its exception.
    /// Defaults to true; set false for servers that send none, such as Spring's embedded broker.
    /// </summary>
    public bool AwaitReceipt { get; init; } = true;

    /// <summary>The subscription's id. Defaults to null: one is made up.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// Whether no SUBSCRIBE and UNSUBSCRIBE are sent, for messages that the server sends unasked: RabbitMQ's answers to a
    /// <c>reply-to</c> of <c>/temp-queue/name</c>, which is their subscription's <see cref="Id"/> then. Defaults to false.
    /// </summary>
    public bool IsImplicit { get; init; }

    /// <summary>
    /// Takes each message on the client's reader, before the next frame is read, instead of <see cref="StompSubscription.ReadAllAsync"/>: no buffer, no copy, and the order of
    /// all the connection's subscriptions together. The frame's body is borrowed until the call is done. While it waits, nothing is read, so it must not wait for a receipt; what it
    /// throws ends the connection. Defaults to null.
    /// </summary>
    public Func<StompFrame, CancellationToken, ValueTask>? OnMessage { get; init; }

    /// <summary>Further headers of SUBSCRIBE, such as <c>selector</c>. Defaults to null: none.</summary>
    public StompHeaders? Headers { get; init; }

    internal IEnumerable<string> Faults()
    {
        if (BufferCapacity < 1) yield return $"{nameof(BufferCapacity)}: write 1 or more.";
        if (PrefetchCount < 1) yield return $"{nameof(PrefetchCount)}: write 1 or more, or null for the server's own.";
    }
}
