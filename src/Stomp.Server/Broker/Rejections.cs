using Microsoft.Extensions.Options;
using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>
/// Tells a client that its message was refused: by a message to its <c>/user/queue/errors</c> if it listens there, else by an ERROR,
/// which ends the session.
/// </summary>
internal sealed class Rejections(Destinations destinations, InMemoryBroker broker, IOptions<StompOptions> options)
{
    private const string ErrorDestination = "/queue/errors";

    /// <summary>Where a session hears of its refused messages.</summary>
    public static string TargetOf(StompSession session, Destinations destinations) => destinations.ForSession(session.Id, ErrorDestination);

    /// <summary>Tells it.</summary>
    /// <param name="session">Whose message it was.</param>
    /// <param name="frame">The frame that it came with.</param>
    /// <param name="rejection">What is wrong.</param>
    /// <param name="withReceipt">Whether the answer is that to the frame's receipt, too; what fails later has had it.</param>
    public void Tell(StompSession session, StompFrame frame, MessageRejectedException rejection, bool withReceipt = true) =>
        Tell(session, frame.Command, frame.Headers[StompHeaderNames.Destination], withReceipt ? frame.Headers[StompHeaderNames.Receipt] : null,
            frame.Command == StompCommand.Subscribe ? frame.Headers[StompHeaderNames.Id] : null, rejection);

    /// <summary>Tells it of a frame that has gone.</summary>
    /// <param name="session">Whose message it was.</param>
    /// <param name="command">The frame's command.</param>
    /// <param name="destination">Where it went; null when it had no destination.</param>
    /// <param name="receipt">The receipt that this is the answer to; null for none.</param>
    /// <param name="subscription">The id of the subscription that was refused or failed; null for none.</param>
    /// <param name="rejection">What is wrong.</param>
    public void Tell(StompSession session, StompCommand command, string? destination, string? receipt, string? subscription, MessageRejectedException rejection)
    {
        var target = TargetOf(session, destinations);
        // A COMMIT has none, and a filter may refuse any frame.
        destination ??= command.ToWireName();
        session.LogMessageRefused(destination, rejection.Type);
        session.Meter.Refuse(rejection.Type);
        if (session.ErrorSubscriptions == 0 || options.Value.Refusals == RefusalReply.Error)
        {
            session.Close(DisconnectReason.ProtocolError, rejection.Message, ErrorFrames.Of(rejection.Message, session.Version, receipt));
            return;
        }

        var problem = RejectionProblem.Of(rejection, destination, subscription);
        var headers = new StompHeaders(1);
        if (receipt is not null) headers.Add(StompHeaderNames.ReceiptId, receipt);
        broker.Publish(new BrokerMessage(target, RejectionProblem.ContentType, headers, problem, IsText: true));
    }

    /// <summary>Tells a client that listens of a problem that is none of its frames'.</summary>
    public void TryTell(StompSession session, MessageRejectedException problem)
    {
        if (session.ErrorSubscriptions == 0 || options.Value.Refusals == RefusalReply.Error) return;
        broker.Publish(new BrokerMessage(TargetOf(session, destinations), RejectionProblem.ContentType, null, RejectionProblem.Of(problem, "", null), IsText: true));
    }
}
