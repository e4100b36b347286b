namespace Stomp.Server;

/// <summary>Sends messages from anywhere in the application; Spring's SimpMessagingTemplate. Inject it.</summary>
public interface IMessageTemplate
{
    /// <summary>Sends a message to a destination of the broker.</summary>
    /// <typeparam name="T">Strings and bytes travel as they are, all else as JSON, or as <see cref="MessageOptions.ContentType"/> asks for.</typeparam>
    /// <param name="destination">The destination, for example <c>/topic/public/42</c>.</param>
    /// <param name="payload">What to send.</param>
    /// <param name="options">Further headers and the content type; null for none.</param>
    /// <param name="cancellationToken">Gives up waiting for subscribers that are behind; the message is sent all the same.</param>
    /// <returns>Done when the broker has taken the message; waits a little while subscribers are far behind.</returns>
    /// <exception cref="ArgumentException">The destination is none of the broker's.</exception>
    /// <exception cref="InvalidOperationException">No converter writes the payload as the content type asked for.</exception>
    ValueTask SendAsync<T>(string destination, T payload, MessageOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a message to all sessions of a user that subscribed to the user destination.</summary>
    /// <typeparam name="T">Strings and bytes travel as they are, all else as JSON, or as <see cref="MessageOptions.ContentType"/> asks for.</typeparam>
    /// <param name="user">The user's name, or the id of a single session.</param>
    /// <param name="destination">The destination without the user prefix, for example <c>/queue/errors</c>.</param>
    /// <param name="payload">What to send.</param>
    /// <param name="options">Further headers and the content type; null for none.</param>
    /// <param name="cancellationToken">Gives up waiting for subscribers that are behind; the message is sent all the same.</param>
    /// <exception cref="ArgumentException">The destination is none of the broker's.</exception>
    /// <exception cref="InvalidOperationException">No converter writes the payload as the content type asked for.</exception>
    ValueTask SendToUserAsync<T>(string user, string destination, T payload, MessageOptions? options = null,
        CancellationToken cancellationToken = default);
}
