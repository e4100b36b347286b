using Microsoft.AspNetCore.Builder;

namespace Stomp.Server;

/// <summary>A mapped STOMP endpoint, for conventions such as <c>RequireAuthorization()</c>.</summary>
public sealed class StompEndpointConventionBuilder : IEndpointConventionBuilder
{
    private readonly IEndpointConventionBuilder _endpoint;

    internal StompEndpointConventionBuilder(IEndpointConventionBuilder endpoint) => _endpoint = endpoint;

    /// <inheritdoc/>
    public void Add(Action<EndpointBuilder> convention) => _endpoint.Add(convention);

    /// <inheritdoc/>
    public void Finally(Action<EndpointBuilder> finallyConvention) => _endpoint.Finally(finallyConvention);
}
