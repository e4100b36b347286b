namespace Stomp.Server;

/// <summary>
/// Where the message log keeps its messages; give one of your own to <see cref="StompBuilder.UseMessageLogStore{TStore}"/>. The log calls
/// <see cref="AppendAsync"/> once at a time, with all that came in while the last call ran; everything else may be called at any time, from any thread.
/// </summary>
/// <remarks>
/// Every method throws <see cref="MessageLogException"/> when the store cannot do what is asked of it now; the log refuses messages then, and tries again with
/// the next one.
/// </remarks>
public interface IMessageLogStore
{
    /// <summary>Makes the store ready, once, when the application starts.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// The log's epoch: it stays for as long as offsets mean the same messages, and changes when the store is made anew.
    /// </returns>
    /// <exception cref="InvalidOperationException">The store can never be used, for example because a newer version of the program wrote it.</exception>
    ValueTask<string> OpenAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Keeps messages for good, all or none of them: when the call is done they survive whatever the store promises to survive. Each gets the offset behind the last one
    /// of its destination (<see cref="LogEntry.Offset"/>), without holes, in the order of the list. One whose <see cref="LogEntry.DeduplicationKey"/> is
    /// known already is not kept again: it is marked <see cref="LogEntry.IsRepeat"/> and has the offset of the first.
    /// </summary>
    /// <param name="entries">The messages. They are the store's until the call is done.</param>
    /// <param name="cancellationToken">Gives up: the application stops.</param>
    /// <returns>Done when they are kept.</returns>
    ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken = default);

    /// <summary>Which offsets of a destination there are.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The range; for a destination without messages <see cref="LogRange.Empty"/>.</returns>
    ValueTask<LogRange> GetRangeAsync(string destination, CancellationToken cancellationToken = default);

    /// <summary>Reads messages in their order.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="fromOffset">The first one wanted; what is not kept any more is passed over.</param>
    /// <param name="maxMessages">Most messages.</param>
    /// <param name="maxBytes">Most bytes of bodies; one message is read at least.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The messages; none when there is none from that offset on.</returns>
    ValueTask<IReadOnlyList<LoggedMessage>> ReadAsync(string destination, long fromOffset, int maxMessages, int maxBytes,
        CancellationToken cancellationToken = default);

    /// <summary>The first message that was kept at a time or after it.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="time">The time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its offset; <see cref="LogRange.Next"/> when there is none.</returns>
    ValueTask<long> FindAsync(string destination, DateTimeOffset time, CancellationToken cancellationToken = default);

    /// <summary>The destinations that have messages.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Their names.</returns>
    ValueTask<IReadOnlyList<string>> ListDestinationsAsync(CancellationToken cancellationToken = default);

    /// <summary>Lets go of a destination's oldest messages that are over what is to be kept. Offsets are never given again.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="retention">What is to be kept.</param>
    /// <param name="now">The time now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many messages went.</returns>
    ValueTask<long> TrimAsync(string destination, LogRetention retention, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Forgets the keys of messages that were kept before a time.</summary>
    /// <param name="before">The time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Done when they are forgotten.</returns>
    ValueTask ForgetKeysAsync(DateTimeOffset before, CancellationToken cancellationToken = default);
}
