using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Controllers;

/// <summary>Where controllers get their services.</summary>
/// <param name="root">The application's own: singletons.</param>
/// <param name="scopes">Makes a scope for a message.</param>
/// <param name="registrations">What is registered.</param>
internal sealed class ControllerServices(IServiceProvider root, IServiceScopeFactory scopes, ServiceRegistrations registrations)
{
    private readonly IServiceProviderIsKeyedService? _known = root.GetService<IServiceProviderIsKeyedService>();

    public IServiceProvider Root { get; } = root;

    public IServiceScopeFactory Scopes { get; } = scopes;

    /// <summary>Whether it is certain that the application has registered a class as it is.</summary>
    public bool IsRegistered(Type type) => _known?.IsService(type) == true;

    /// <summary>Whether there is such a service; a container that does not say has it.</summary>
    public bool Has(Type service, object? key = null) =>
        _known is null || (key is null ? _known.IsService(service) : _known.IsKeyedService(service, key));

    /// <summary>Whether it is certain that the service is a singleton, so that no scope is needed for it.</summary>
    public bool IsSingleton(Type service, object? key = null) => service == typeof(IServiceScopeFactory) || registrations.IsSingleton(service, key);
}
