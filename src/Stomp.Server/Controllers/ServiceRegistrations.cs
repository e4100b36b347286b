using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Controllers;

/// <summary>The application's registrations, for the lifetimes in them: what takes singletons only needs no scope to be made in.</summary>
internal sealed class ServiceRegistrations(IServiceCollection services)
{
    public bool IsSingleton(Type service, object? key)
    {
        var open = service.IsConstructedGenericType ? service.GetGenericTypeDefinition() : null;
        var found = services.Where(descriptor => Equals(descriptor.ServiceKey, key))
            .Where(descriptor => descriptor.ServiceType == service || descriptor.ServiceType == open).ToList();
        return found.Count > 0 && found.TrueForAll(descriptor => descriptor.Lifetime == ServiceLifetime.Singleton);
    }
}
