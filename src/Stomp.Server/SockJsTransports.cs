namespace Stomp.Server;

/// <summary>Ways in which SockJS messages travel.</summary>
[Flags]
public enum SockJsTransports
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>websocket</c> in SockJS' frames, and the raw one at the endpoint's <c>/websocket</c>.</summary>
    WebSocket = 1,

    /// <summary><c>xhr_streaming</c>: one long answer.</summary>
    XhrStreaming = 2,

    /// <summary><c>xhr</c>: one request for each delivery.</summary>
    XhrPolling = 4,

    /// <summary><c>eventsource</c>: server-sent events.</summary>
    EventSource = 8,

    /// <summary><c>htmlfile</c>: scripts in an endless page, for Internet Explorer.</summary>
    HtmlFile = 16,

    /// <summary><c>jsonp</c>: scripts, for browsers that can do nothing else across origins.</summary>
    JsonpPolling = 32,

    /// <summary>All of them.</summary>
    All = WebSocket | XhrStreaming | XhrPolling | EventSource | HtmlFile | JsonpPolling,
}
