namespace Stomp.Server;

/// <summary>How one STOMP endpoint treats those who connect.</summary>
public sealed class StompEndpointOptions
{
    /// <summary>
    /// Origins of browser pages that may connect, besides the endpoint's own (scheme, host and port of the request; behind a proxy
    /// use the forwarded-headers middleware). <c>*</c> stands for any run of characters, as in <c>https://*.example.com</c>;
    /// <c>*</c> alone allows every origin. Empty by default: same origin only. Who sends no Origin header is no browser and may connect.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// Whether a client has to be somebody: by its HTTP handshake or by its CONNECT. Defaults to false; true refuses the CONNECT of who is not
    /// authenticated.
    /// </summary>
    public bool RequireAuthentication { get; set; }

    /// <summary>
    /// Whether CONNECT has to carry an antiforgery token, for endpoints that know clients by a cookie: in the header that AntiforgeryOptions names.
    /// Pages get it from <see cref="StompAntiforgeryExtensions.MapStompAntiforgeryToken"/>. Defaults to false. Clients over TCP have no cookies and
    /// need none.
    /// </summary>
    public bool RequireAntiforgery { get; set; }

    /// <summary>
    /// Whether WebSocket messages are compressed (permessage-deflate, RFC 7692) for clients that ask for it. Defaults to false: each session
    /// costs memory and each message time, since it is compressed for every receiver anew; and over TLS the length of compressed secrets tells
    /// of them (CRIME, BREACH).
    /// </summary>
    public bool AllowCompression { get; set; }

    /// <summary>
    /// Whether the HTTP request of a WebSocket lasts as long as its session, for middleware that counts or holds something until the request ends.
    /// Defaults to false: it ends with the handshake, where Kestrel speaks HTTP/1.1 without TLS, which halves what an idle session costs.
    /// </summary>
    public bool KeepRequest { get; set; }

    internal List<Type> InboundFilters { get; } = [];

    internal List<Type> OutboundFilters { get; } = [];

    /// <summary>Adds a filter of what clients send on this endpoint; it runs behind those of all endpoints.</summary>
    /// <typeparam name="TFilter">The filter: a service if it is registered as one, else made once for the endpoint.</typeparam>
    public void AddFilter<TFilter>()
        where TFilter : class, IStompFilter => InboundFilters.Add(typeof(TFilter));

    /// <summary>Adds a filter of what is sent to clients on this endpoint; it runs behind those of all endpoints.</summary>
    /// <typeparam name="TFilter">The filter: a service if it is registered as one, else made once for the endpoint.</typeparam>
    /// <remarks>Frames are encoded once for all who get them; for clients of such an endpoint each is read again, which costs time.</remarks>
    public void AddOutboundFilter<TFilter>()
        where TFilter : class, IStompFilter => OutboundFilters.Add(typeof(TFilter));
}
