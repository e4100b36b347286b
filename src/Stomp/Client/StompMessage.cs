using System.Text;

namespace Stomp.Client;

/// <summary>A message of a subscription. Its body is its own and may be kept.</summary>
public sealed class StompMessage
{
    private readonly ClientConnection _connection;
    private readonly StompSubscription _subscription;

    internal StompMessage(StompFrame frame, StompSubscription subscription, ClientConnection connection)
    {
        Headers = frame.Headers;
        Body = System.Buffers.BuffersExtensions.ToArray(frame.Body);
        _subscription = subscription;
        _connection = connection;
    }

    /// <summary>All headers of the message, the sender's among them.</summary>
    public StompHeaders Headers { get; }

    /// <summary>The body's bytes; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The body read as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>Where the message was sent to; empty when the server does not tell.</summary>
    public string Destination => Headers[StompHeaderNames.Destination] ?? "";

    /// <summary>The server's id of the message; empty when it gives none.</summary>
    public string MessageId => Headers[StompHeaderNames.MessageId] ?? "";

    /// <summary>The body's MIME type; null when the sender gave none.</summary>
    public string? ContentType => Headers[StompHeaderNames.ContentType];

    /// <summary>Whether the message was delivered before, to this client or another, and not acknowledged (header <c>redelivered</c>).</summary>
    public bool IsRedelivered => Headers["redelivered"] == "true";

    /// <summary>
    /// Whether it can no longer be acknowledged, because the connection it came by has ended. The server will deliver it again.
    /// </summary>
    internal bool IsLost => _subscription.Options.AckMode != StompAckMode.Auto && _connection.IsOver;

    /// <summary>Tells the server that the message was consumed; in mode <see cref="StompAckMode.Client"/> those before it, too.</summary>
    /// <param name="awaitReceipt">Whether to wait for the server's RECEIPT. Defaults to false.</param>
    /// <param name="headers">Further headers of ACK; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The subscription is in mode <see cref="StompAckMode.Auto"/>.</exception>
    /// <exception cref="StompConnectionException">The connection that the message came by has ended: it will be delivered again.</exception>
    public Task AckAsync(bool awaitReceipt = false, StompHeaders? headers = null, CancellationToken cancellationToken = default) =>
        AnswerAsync(StompCommand.Ack, null, awaitReceipt, headers, cancellationToken);

    /// <summary>
    /// Tells the server that the message was not consumed. What it does then is its own: ChatServer and RabbitMQ deliver it again (RabbitMQ
    /// not with the header <c>requeue:false</c>), ActiveMQ puts it into its dead-letter queue.
    /// </summary>
    /// <param name="awaitReceipt">Whether to wait for the server's RECEIPT. Defaults to false.</param>
    /// <param name="headers">Further headers of NACK; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The subscription is in mode <see cref="StompAckMode.Auto"/>.</exception>
    /// <exception cref="NotSupportedException">The connection speaks STOMP 1.0, which has no NACK.</exception>
    /// <exception cref="StompConnectionException">The connection that the message came by has ended: it will be delivered again.</exception>
    public Task NackAsync(bool awaitReceipt = false, StompHeaders? headers = null, CancellationToken cancellationToken = default) =>
        AnswerAsync(StompCommand.Nack, null, awaitReceipt, headers, cancellationToken);

    internal Task AnswerAsync(StompCommand command, StompTransaction? transaction, bool awaitReceipt, StompHeaders? headers,
        CancellationToken cancellationToken)
    {
        if (_subscription.Options.AckMode == StompAckMode.Auto)
            throw new InvalidOperationException("The subscription is in mode Auto: its messages are not acknowledged.");
        if (transaction is not null && transaction.Connection != _connection)
            throw new StompConnectionException("The message came by another connection than the transaction's.");
        return _connection.SendAsync(AcknowledgementFrame(command, transaction, headers), awaitReceipt, cancellationToken);
    }

    private StompFrame AcknowledgementFrame(StompCommand command, StompTransaction? transaction, StompHeaders? more)
    {
        if (command == StompCommand.Nack && _connection.Version == StompVersion.V10)
            throw new NotSupportedException("STOMP 1.0 has no NACK.");

        var headers = new StompHeaders(4);
        if (_connection.Version == StompVersion.V12)
        {
            // 1.2: the id is the value of the message's ack header.
            headers.Add(StompHeaderNames.Id, Require(StompHeaderNames.Ack));
        }
        else
        {
            headers.Add(StompHeaderNames.MessageId, Require(StompHeaderNames.MessageId));
            // 1.1: the subscription, too.
            if (_connection.Version == StompVersion.V11) headers.Add(StompHeaderNames.Subscription, _subscription.Id);
        }

        if (transaction is not null) headers.Add(StompHeaderNames.Transaction, transaction.Id);
        foreach (var header in more ?? []) headers.Add(header.Key, header.Value);
        return new(command, headers);
    }

    private string Require(string header) =>
        Headers[header] ?? throw new InvalidOperationException($"The server sent the message without the header '{header}', which its answer needs.");
}
