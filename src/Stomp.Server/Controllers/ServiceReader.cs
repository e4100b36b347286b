using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Controllers;

/// <summary>Gets a service for a method's parameter.</summary>
internal sealed class ServiceReader<T>(object? key, bool isRequired)
{
    public T? Read(ControllerInvocation invocation)
    {
        var services = invocation.Services;
        var service = key is null
            ? services.GetService(typeof(T))
            : ((IKeyedServiceProvider)services).GetKeyedService(typeof(T), key);
        return service is null && isRequired ? throw new InvalidOperationException($"There is no service {typeof(T).Name}.") : (T?)service;
    }
}
