using Microsoft.AspNetCore.Builder;

namespace Stomp.Server;

/// <summary>The endpoints that one mapping made, to which its conventions apply alike, also those made after a convention was added.</summary>
internal sealed class EndpointConventions : IEndpointConventionBuilder
{
    private readonly List<IEndpointConventionBuilder> _endpoints = [];
    private readonly List<Action<EndpointBuilder>> _conventions = [];
    private readonly List<Action<EndpointBuilder>> _final = [];

    public void Include(IEndpointConventionBuilder endpoint)
    {
        _endpoints.Add(endpoint);
        _conventions.ForEach(endpoint.Add);
        _final.ForEach(endpoint.Finally);
    }

    public void Add(Action<EndpointBuilder> convention)
    {
        _conventions.Add(convention);
        _endpoints.ForEach(endpoint => endpoint.Add(convention));
    }

    public void Finally(Action<EndpointBuilder> finallyConvention)
    {
        _final.Add(finallyConvention);
        _endpoints.ForEach(endpoint => endpoint.Finally(finallyConvention));
    }
}
