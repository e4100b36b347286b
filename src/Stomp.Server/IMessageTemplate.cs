namespace Stomp.Server;

/// <summary>Sends messages from anywhere in the application; Spring's SimpMessagingTemplate. Inject it.</summary>
/// <remarks>
/// A call is done when the broker has taken the message. While more waits in the whole server than
/// <see cref="StompOptions.MaxTotalQueuedBytes"/> it waits until there is room, and a cancelled call has sent nothing; what listeners of a session's
/// end send is taken at once. It waits a little, too, while subscribers are far behind; the message has been taken by then, so cancelling
/// only ends the wait. To a logged destination (<see cref="StompOptions.Log"/>) a call within the handling of a client's SEND is done when the message has its place,
/// and the SEND's receipt waits until it is committed; any other call is done when it is committed, and cancelling only ends the wait.
/// </remarks>
public interface IMessageTemplate
{
    /// <summary>Sends a message to a destination of the broker.</summary>
    /// <typeparam name="T">Strings and bytes travel as they are, all else as JSON, or as <see cref="MessageOptions.ContentType"/> asks for.</typeparam>
    /// <param name="destination">The destination, for example <c>/topic/public/42</c>.</param>
    /// <param name="payload">What to send.</param>
    /// <param name="options">Further headers and the content type; null for none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Done when the broker has taken the message.</returns>
    /// <exception cref="ArgumentException">The destination is none of the broker's.</exception>
    /// <exception cref="InvalidOperationException">No converter writes the payload as the content type asked for.</exception>
    /// <exception cref="MessageRejectedException">The destination is a queue, and that is full or one too many.</exception>
    /// <exception cref="MessageLogException">The destination is logged, and the log cannot keep the message now; within a client's SEND its sender is told.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the broker took the message.</exception>
    ValueTask SendAsync<T>(string destination, T payload, MessageOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a message to all sessions of a user that are subscribed to the user destination.</summary>
    /// <remarks>
    /// An id of a connected session means that session, whatever users are called. To answer a session use <see cref="SendToSessionAsync"/>,
    /// which never reaches anybody else, also when the session has ended.
    /// </remarks>
    /// <typeparam name="T">Strings and bytes travel as they are, all else as JSON, or as <see cref="MessageOptions.ContentType"/> asks for.</typeparam>
    /// <param name="user">The user's name; for who is anonymous, the id of its session.</param>
    /// <param name="destination">The destination without the user prefix, for example <c>/queue/errors</c>.</param>
    /// <param name="payload">What to send.</param>
    /// <param name="options">Further headers and the content type; null for none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Done when the broker has taken the message, also when nobody is there to get it.</returns>
    /// <exception cref="ArgumentException">The destination is none of the broker's.</exception>
    /// <exception cref="InvalidOperationException">No converter writes the payload as the content type asked for.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the broker took the message.</exception>
    ValueTask SendToUserAsync<T>(string user, string destination, T payload, MessageOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Sends a message to one session, if it is subscribed to the user destination.</summary>
    /// <typeparam name="T">Strings and bytes travel as they are, all else as JSON, or as <see cref="MessageOptions.ContentType"/> asks for.</typeparam>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="destination">The destination without the user prefix, for example <c>/queue/errors</c>.</param>
    /// <param name="payload">What to send.</param>
    /// <param name="options">Further headers and the content type; null for none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Done when the broker has taken the message, also when nobody is there to get it.</returns>
    /// <exception cref="ArgumentException">The destination is none of the broker's.</exception>
    /// <exception cref="InvalidOperationException">No converter writes the payload as the content type asked for.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the broker took the message.</exception>
    ValueTask SendToSessionAsync<T>(string sessionId, string destination, T payload, MessageOptions? options = null,
        CancellationToken cancellationToken = default);
}
