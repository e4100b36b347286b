using Stomp.Server;

namespace ConformanceServer;

/// <summary>Sends back what it gets.</summary>
public sealed class EchoHandler : IMessageHandler
{
    public ValueTask OnMessageAsync(IMessageSession session, ReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.SendAsync(message.Data, message.IsText);
    }
}
