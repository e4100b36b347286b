using Microsoft.AspNetCore.Connections.Features;

namespace Stomp.Server.Transports.Handover;

/// <summary>Passes the server's heart-beat on to HTTP, which times out by it, until HTTP is done: the server itself forgets nobody who asks for it.</summary>
internal sealed class ServerHeartbeat(IConnectionHeartbeatFeature? server) : IConnectionHeartbeatFeature
{
    private Action? _beat;

    public void OnHeartbeat(Action<object> action, object state)
    {
        if (_beat is null) server?.OnHeartbeat(static self => ((ServerHeartbeat)self)._beat?.Invoke(), this);
        _beat += () => action(state);
    }

    public void Forget() => _beat = null;
}
