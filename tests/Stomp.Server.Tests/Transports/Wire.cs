namespace Stomp.Server.Tests.Transports;

/// <summary>What stands between a session and its peer.</summary>
public enum Wire
{
    /// <summary>The socket alone, which is written to; the request has ended.</summary>
    Socket,

    /// <summary>The socket alone, which is written to while the request lasts.</summary>
    KeptRequest,

    /// <summary>A pipe of connection middleware: the server's stream is written to.</summary>
    Middleware,

    /// <summary>TLS: the server's stream is written to.</summary>
    Tls,
}
