namespace Stomp.Client;

/// <summary>
/// There is no connection, or it ended before an answer came: what was sent may or may not have been handled. The inner exception,
/// if any, tells why: a <see cref="StompErrorException"/>, a <see cref="StompProtocolException"/>, or the network's own.
/// </summary>
/// <param name="message">What went wrong.</param>
/// <param name="innerException">Why; null for no more to tell.</param>
public sealed class StompConnectionException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    internal static StompConnectionException Because(Exception reason) => new(
        reason is StompConnectionException ? reason.Message : $"The connection was lost: {reason.Message}",
        reason is StompConnectionException ? reason.InnerException : reason);
}
