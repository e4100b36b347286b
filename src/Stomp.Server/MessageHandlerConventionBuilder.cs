using Microsoft.AspNetCore.Builder;

namespace Stomp.Server;

/// <summary>A mapped endpoint for raw messages, for SockJS and for conventions such as <c>RequireAuthorization()</c>.</summary>
public sealed class MessageHandlerConventionBuilder : IEndpointConventionBuilder
{
    private readonly EndpointConventions _endpoints;
    private readonly Action<SockJsOptions> _addSockJs;

    internal MessageHandlerConventionBuilder(EndpointConventions endpoints, Action<SockJsOptions> addSockJs) =>
        (_endpoints, _addSockJs) = (endpoints, addSockJs);

    /// <summary>Serves SockJS (protocol 0.3.3) under the same path, for networks that break WebSocket: <c>new SockJS('/echo')</c>.</summary>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <returns>The endpoint; its conventions apply to SockJS, too.</returns>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
    public MessageHandlerConventionBuilder WithSockJs(Action<SockJsOptions>? configure = null)
    {
        var options = new SockJsOptions();
        configure?.Invoke(options);
        _addSockJs(options);
        return this;
    }

    /// <inheritdoc/>
    public void Add(Action<EndpointBuilder> convention) => _endpoints.Add(convention);

    /// <inheritdoc/>
    public void Finally(Action<EndpointBuilder> finallyConvention) => _endpoints.Finally(finallyConvention);
}
