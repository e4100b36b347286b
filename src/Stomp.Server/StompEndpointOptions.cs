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
}
