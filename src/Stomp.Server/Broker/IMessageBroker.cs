using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>Who keeps subscriptions and delivers messages: the built-in broker, or the relay to one outside. Chosen when the application starts.</summary>
internal interface IMessageBroker
{
    /// <summary>Makes a subscription.</summary>
    /// <param name="session">Whose it is.</param>
    /// <param name="subscription">The subscription.</param>
    /// <returns>Done when it is in force.</returns>
    /// <exception cref="MessageRejectedException">The broker takes no such subscription.</exception>
    ValueTask SubscribeAsync(StompSession session, Subscription subscription);

    /// <summary>Ends a subscription.</summary>
    /// <returns>Done when nothing of it comes any more.</returns>
    ValueTask UnsubscribeAsync(StompSession session, Subscription subscription);

    /// <summary>Forgets a session, whose subscriptions have ended.</summary>
    void Leave(StompSession session);

    /// <summary>Hands over a message, whose body is borrowed until the call is done.</summary>
    /// <param name="message">The message.</param>
    /// <param name="publisher">Who sends it; null for the application.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// Done when the publisher may send the next one, and with a task that is done when the broker has confirmed this one; null where it has it already.
    /// </returns>
    /// <exception cref="MessageRejectedException">The broker does not take it.</exception>
    ValueTask<Task?> PublishAsync(in BrokerMessage message, StompSession? publisher, CancellationToken cancellationToken);

    /// <summary>Whether confirmations come later, so that a frame's receipt has to wait for them.</summary>
    bool ConfirmsLater { get; }

    /// <summary>Hands over a message that is in the log, in the log's order. It owns its body.</summary>
    /// <param name="message">The message.</param>
    /// <param name="behind">An outbox that is more than half full, if any is.</param>
    /// <returns>Done when the broker has confirmed it. Never faulted: what the broker does not take is in the log.</returns>
    Task PublishLoggedAsync(in BrokerMessage message, out Outbox? behind);

    /// <summary>Done when there is room for more of them.</summary>
    ValueTask WhenRoomForLoggedAsync();

    /// <summary>Whether messages to the destination are sent with their transaction, or not at all.</summary>
    bool IsInTransaction(string destination);

    /// <summary>Sends the messages of a transaction and carries out its acknowledgements: all or nothing.</summary>
    /// <param name="session">Whose transaction it is.</param>
    /// <param name="messages">The messages, which own their bodies.</param>
    /// <param name="acknowledgements">The acknowledgements.</param>
    /// <param name="beforeAsync">What else has to be done first, and may fail, when it is known that the broker has room.</param>
    /// <returns>Done when the broker has confirmed it.</returns>
    /// <exception cref="MessageRejectedException">Something cannot be done: nothing was.</exception>
    ValueTask CommitAsync(StompSession session, IReadOnlyList<BrokerMessage> messages, IReadOnlyList<Acknowledgement> acknowledgements, Func<ValueTask> beforeAsync);

    /// <summary>Whether <c>reply-to:/temp-queue/x</c> is the broker's own affair.</summary>
    bool HasReplyQueues { get; }
}
