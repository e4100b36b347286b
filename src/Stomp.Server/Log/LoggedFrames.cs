using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Log;

/// <summary>Gives the frames of clients that may lead to logged messages a place where that is counted.</summary>
internal sealed class LoggedFrames(LoggedDestinations logged, IMessageBroker broker, LogAppender appender, Rejections rejections, IOptions<StompOptions> options)
{
    private const string Rule = nameof(StompOptions.MaxIdempotencyKeyLength);

    /// <summary>Whether a frame may lead to one, or to what the broker confirms later.</summary>
    public bool Concern(StompSession session, StompFrame frame) =>
        (logged.IsActive || broker.ConfirmsLater) && session.IsConnected && frame.Command is StompCommand.Send or StompCommand.Commit;

    /// <summary>The place of a frame.</summary>
    public FrameAppends Begin(StompSession session, StompFrame frame) => new(session,
        session.Appends ??= new SessionAppends(session, rejections, options.Value.MaxPendingLogMessagesPerSession), appender, frame);

    /// <summary>Done when the session may send more.</summary>
    public ValueTask WhenRoomAsync(StompSession session)
    {
        var room = appender.WhenRoomAsync(session.Closed);
        return room.IsCompletedSuccessfully ? session.Appends!.WhenRoomAsync(session.Closed) : room;
    }

    /// <summary>A SEND of the frame that is handled is about to be.</summary>
    public void BeginSend(StompFrame send)
    {
        if (logged.IsActive) FrameAppends.Current?.BeginSend(send);
    }

    /// <exception cref="StompProtocolException">The SEND's key is too long.</exception>
    public void CheckKey(StompFrame send)
    {
        if (!logged.IsActive || send.Headers[StreamHeaders.IdempotencyKey] is not { } key) return;
        var most = options.Value.MaxIdempotencyKeyLength;
        if (key.Length < 1 || key.Length > most)
            throw new StompProtocolException("SEND", StreamHeaders.IdempotencyKey, $"expected 1 to {most} characters, got {key.Length}", Rule);
    }
}
