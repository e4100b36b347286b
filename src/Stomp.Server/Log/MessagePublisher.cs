using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Log;

/// <summary>Takes a message to its destination of the broker: through the log where that is logged.</summary>
internal sealed class MessagePublisher(IMessageBroker broker, LoggedDestinations logged, LogAppender appender, MessageIds ids)
{
    /// <summary>Publishes a message. It borrows its body: what is not used up when this returns has been copied.</summary>
    /// <param name="message">The message.</param>
    /// <param name="session">Who sends it; null for the application.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// Done when the broker has taken it. A logged one is committed then; within a client's frame it has got its place, and the frame's receipt waits
    /// for the rest.
    /// </returns>
    /// <exception cref="MessageRejectedException">It goes to a queue, which is full.</exception>
    /// <exception cref="MessageLogException">The log cannot keep it; within a frame its sender is told.</exception>
    public ValueTask PublishAsync(in BrokerMessage message, StompSession? session, CancellationToken cancellationToken)
    {
        if (logged.RuleOf(message.Destination) is not null) return AppendAsync(new(message, ids.Next()), cancellationToken);
        var publishing = broker.PublishAsync(message, session, cancellationToken);
        return publishing == default ? default : ConfirmAsync(publishing);
    }

    /// <summary>Keeps a message without publishing it.</summary>
    /// <exception cref="MessageLogException">The log cannot keep it.</exception>
    public async ValueTask<LogAppendResult> KeepAsync(PendingAppend append, CancellationToken cancellationToken)
    {
        var committed = append.WhenCommittedAsync();
        if (FrameAppends.Current?.TryAccept(append) != true) appender.Accept(append);
        return await committed.WaitAsync(cancellationToken);
    }

    private static async ValueTask ConfirmAsync(ValueTask<Task?> publishing)
    {
        if (await publishing is { } confirmed && FrameAppends.Current?.TryAwait(confirmed) != true) await confirmed;
    }

    private ValueTask AppendAsync(PendingAppend append, CancellationToken cancellationToken)
    {
        if (FrameAppends.Current?.TryAccept(append) == true) return appender.WhenRoomAsync(cancellationToken);
        var committed = append.WhenCommittedAsync();
        appender.Accept(append);
        return new(committed.WaitAsync(cancellationToken));
    }
}
