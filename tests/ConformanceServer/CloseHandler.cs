using Stomp.Server;

namespace ConformanceServer;

/// <summary>Closes whoever comes.</summary>
public sealed class CloseHandler : IMessageHandler
{
    public ValueTask OnConnectedAsync(IMessageSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.CloseAsync(3000, "Go away!");
    }

    public ValueTask OnMessageAsync(IMessageSession session, ReceivedMessage message) => default;
}
