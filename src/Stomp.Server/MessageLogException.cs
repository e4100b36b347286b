namespace Stomp.Server;

/// <summary>
/// The message log cannot do now what is asked of it. Its message is shown to clients: it says what is the matter, and nothing of paths, hosts or
/// statements.
/// </summary>
/// <param name="message">What is the matter, for example "The message log's disk is full."</param>
/// <param name="innerException">What the store met.</param>
public sealed class MessageLogException(string message, Exception? innerException = null) : Exception(message, innerException);
