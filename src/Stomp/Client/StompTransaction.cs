namespace Stomp.Client;

/// <summary>
/// Messages and acknowledgements that take effect together, with <see cref="CommitAsync"/>, or not at all. It belongs to the connection
/// that it was begun on, and is lost with it. Not for several threads at once.
/// </summary>
public sealed class StompTransaction : IAsyncDisposable
{
    private bool _isOver;

    internal StompTransaction(string id, ClientConnection connection) => (Id, Connection) = (id, connection);

    /// <summary>The transaction's id on the wire.</summary>
    public string Id { get; }

    internal ClientConnection Connection { get; }

    /// <inheritdoc cref="StompClient.SendAsync(string, string, StompHeaders?, CancellationToken)"/>
    /// <exception cref="InvalidOperationException">The transaction is over.</exception>
    public Task SendAsync(string destination, string text, StompHeaders? headers = null, CancellationToken cancellationToken = default) =>
        SendAsync(SendFrames.Of(destination, text, headers, Id), cancellationToken);

    /// <inheritdoc cref="StompClient.SendAsync(string, ReadOnlyMemory{byte}, StompHeaders?, CancellationToken)"/>
    /// <exception cref="InvalidOperationException">The transaction is over.</exception>
    public Task SendAsync(string destination, ReadOnlyMemory<byte> body, StompHeaders? headers = null, CancellationToken cancellationToken = default) =>
        SendAsync(SendFrames.Of(destination, body, headers, Id), cancellationToken);

    /// <summary>Acknowledges a message when the transaction is committed; see <see cref="StompMessage.AckAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">The transaction is over.</exception>
    public Task AckAsync(StompMessage message, CancellationToken cancellationToken = default) => AnswerAsync(StompCommand.Ack, message, cancellationToken);

    /// <summary>Gives a message back when the transaction is committed; see <see cref="StompMessage.NackAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">The transaction is over.</exception>
    public Task NackAsync(StompMessage message, CancellationToken cancellationToken = default) => AnswerAsync(StompCommand.Nack, message, cancellationToken);

    /// <summary>Carries it all out, and waits until the server confirms it.</summary>
    /// <exception cref="InvalidOperationException">The transaction is over.</exception>
    /// <exception cref="StompErrorException">The server refuses.</exception>
    /// <exception cref="StompConnectionException">The connection ended: before the COMMIT went out, nothing is carried
    /// out; after it, that is not known.</exception>
    /// <exception cref="TimeoutException">No RECEIPT came in time.</exception>
    public Task CommitAsync(CancellationToken cancellationToken = default) => EndAsync(StompCommand.Commit, awaitReceipt: true, cancellationToken);

    /// <summary>Gives it all up, without waiting for the server to confirm it.</summary>
    /// <exception cref="InvalidOperationException">The transaction is over.</exception>
    public Task AbortAsync(CancellationToken cancellationToken = default) => EndAsync(StompCommand.Abort, awaitReceipt: false, cancellationToken);

    /// <summary>Gives it up, unless it was committed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isOver || Connection.IsOver) return;
        try
        {
            await AbortAsync();
        }
        catch (StompConnectionException)
        {
            // The server aborts what is open when the connection ends.
        }
    }

    private Task SendAsync(StompFrame frame, CancellationToken cancellationToken)
    {
        ThrowIfOver();
        return Connection.SendAsync(frame, awaitReceipt: false, cancellationToken);
    }

    private Task AnswerAsync(StompCommand command, StompMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ThrowIfOver();
        return message.AnswerAsync(command, this, awaitReceipt: false, headers: null, cancellationToken);
    }

    private Task EndAsync(StompCommand command, bool awaitReceipt, CancellationToken cancellationToken)
    {
        ThrowIfOver();
        _isOver = true;
        return Connection.SendAsync(Frame(command), awaitReceipt, cancellationToken);
    }

    internal StompFrame Frame(StompCommand command)
    {
        var headers = new StompHeaders(2);
        headers.Add(StompHeaderNames.Transaction, Id);
        return new(command, headers);
    }

    private void ThrowIfOver()
    {
        if (_isOver) throw new InvalidOperationException("The transaction is over.");
    }
}
