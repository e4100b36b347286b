namespace Stomp.Server.Tests.Transports;

/// <summary>What stands between a session and its peer.</summary>
public enum Wire
{
    /// <summary>The socket alone, which is written to.</summary>
    Socket,

    /// <summary>A pipe of connection middleware: the server's stream is written to.</summary>
    Middleware,

    /// <summary>TLS: the server's stream is written to.</summary>
    Tls,
}
