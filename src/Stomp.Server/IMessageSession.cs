using System.Security.Claims;

namespace Stomp.Server;

/// <summary>One client's session with an <see cref="IMessageHandler"/>. It may be used from any thread.</summary>
public interface IMessageSession
{
    /// <summary>The session's id, made by the server. (A SockJS client's own session id is a secret between it and the server.)</summary>
    string Id { get; }

    /// <summary>Who the client is by the HTTP request that opened the session; not authenticated when nothing says so.</summary>
    ClaimsPrincipal User { get; }

    /// <summary>What the application remembers of the session. Used by the session's own callbacks, one at a time.</summary>
    IDictionary<string, object?> Attributes { get; }

    /// <summary>Cancelled when the session ends.</summary>
    CancellationToken Closed { get; }

    /// <summary>
    /// Sends text. Messages of one caller keep their order. Who awaits the task is held back while the client is slow; who does not has the
    /// session end when more than <see cref="MessageHandlerOptions.MaxQueuedBytes"/> wait.
    /// </summary>
    /// <param name="text">The message.</param>
    /// <returns>Done when the message is on its way, or when the session has ended and it never will be.</returns>
    ValueTask SendAsync(string text);

    /// <summary>Sends bytes, as <see cref="SendAsync(string)"/> does text.</summary>
    /// <param name="data">The message. It is copied.</param>
    /// <param name="isText">Whether it is UTF-8 and goes as text.</param>
    /// <returns>Done when the message is on its way, or when the session has ended.</returns>
    /// <exception cref="NotSupportedException">It is binary, and the client speaks SockJS, which has text alone.</exception>
    ValueTask SendAsync(ReadOnlyMemory<byte> data, bool isText);

    /// <summary>Ends the session; what was sent before reaches the client first.</summary>
    /// <param name="code">1000, or 3000 to 4999 for the application's own (RFC 6455, 7.4.2).</param>
    /// <param name="reason">What the client is told; at most 123 bytes of UTF-8, what is longer is cut.</param>
    /// <returns>Done when the end has been decided.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The code is no application's to send.</exception>
    ValueTask CloseAsync(int code = 1000, string reason = "");
}
