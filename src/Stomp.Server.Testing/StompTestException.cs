namespace Stomp.Server.Testing;

/// <summary>What a test waited for did not come; the message says what came instead.</summary>
public sealed class StompTestException : Exception
{
    internal StompTestException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
