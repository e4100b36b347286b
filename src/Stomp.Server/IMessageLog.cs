namespace Stomp.Server;

/// <summary>What was sent to logged destinations (<see cref="StompOptions.Log"/>). Inject it.</summary>
public interface IMessageLog
{
    /// <summary>The log's identity: offsets mean the same messages for as long as it stays.</summary>
    string Epoch { get; }

    /// <summary>Which offsets of a destination there are.</summary>
    /// <param name="destination">A logged destination.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The range; <see cref="LogRange.Empty"/> where nothing was sent yet.</returns>
    /// <exception cref="ArgumentException">The destination is not logged.</exception>
    /// <exception cref="MessageLogException">The store cannot be read now.</exception>
    ValueTask<LogRange> GetRangeAsync(string destination, CancellationToken cancellationToken = default);

    /// <summary>Reads messages in their order.</summary>
    /// <param name="destination">A logged destination.</param>
    /// <param name="fromOffset">The first one wanted; what is not kept any more is passed over.</param>
    /// <param name="maxMessages">Most messages.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The messages; fewer than asked for at the end of the log.</returns>
    /// <exception cref="ArgumentException">The destination is not logged.</exception>
    /// <exception cref="MessageLogException">The store cannot be read now.</exception>
    ValueTask<IReadOnlyList<LoggedMessage>> ReadAsync(string destination, long fromOffset, int maxMessages, CancellationToken cancellationToken = default);

    /// <summary>
    /// Keeps a message without sending it to anybody: for what is sent to users, whose destinations are not logged by themselves. What subscribers of the destination
    /// resume from the log includes it.
    /// </summary>
    /// <typeparam name="T">As in <see cref="IMessageTemplate.SendAsync"/>.</typeparam>
    /// <param name="destination">A logged destination.</param>
    /// <param name="payload">What to keep.</param>
    /// <param name="options">Further headers and the content type; null for none.</param>
    /// <param name="cancellationToken">Gives up waiting; the message may be kept all the same.</param>
    /// <returns>The message, once it is kept; for a repeat of an <c>idempotency-key</c> the first one's offset.</returns>
    /// <exception cref="ArgumentException">The destination is not logged.</exception>
    /// <exception cref="MessageLogException">The store cannot keep it now.</exception>
    ValueTask<LogAppendResult> AppendAsync<T>(string destination, T payload, MessageOptions? options = null, CancellationToken cancellationToken = default);
}
