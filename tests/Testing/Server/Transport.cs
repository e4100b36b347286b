namespace Testing.Server;

/// <summary>What STOMP travels over.</summary>
public enum Transport
{
    WebSocket,
    Tcp,
}
