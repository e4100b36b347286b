using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Controllers;

/// <summary>Makes a controller for each message, by its constructor or, where the application has registered it, as it is registered.</summary>
internal sealed class ControllerActivator
{
    private readonly Type _type;
    private readonly ObjectFactory? _factory;

    /// <exception cref="InvalidOperationException">It cannot be made; the message says why.</exception>
    public ControllerActivator(Type type, ControllerServices services)
    {
        _type = type;
        if (services.IsRegistered(type))
        {
            NeedsScope = !services.IsSingleton(type);
            return;
        }

        var parameters = ConstructorOf(type).GetParameters();
        foreach (var parameter in parameters)
        {
            var key = parameter.GetCustomAttribute<FromKeyedServicesAttribute>()?.Key;
            if (!services.IsSingleton(parameter.ParameterType, key)) NeedsScope = true;
            if (services.Has(parameter.ParameterType, key) || parameter.HasDefaultValue) continue;
            throw new InvalidOperationException(
                $"its constructor takes '{parameter.Name}' of type {parameter.ParameterType.Name}, which is no registered service; register it");
        }

        _factory = ActivatorUtilities.CreateFactory(type, []);
        IsDisposable = typeof(IAsyncDisposable).IsAssignableFrom(type) || typeof(IDisposable).IsAssignableFrom(type);
    }

    /// <summary>Whether something that it takes may belong to a scope.</summary>
    public bool NeedsScope { get; }

    /// <summary>Whether who had it made has to dispose it.</summary>
    public bool IsDisposable { get; }

    public object Make(IServiceProvider services) => _factory?.Invoke(services, null) ?? services.GetRequiredService(_type);

    public static ValueTask DisposeAsync(object controller)
    {
        if (controller is IAsyncDisposable later) return later.DisposeAsync();
        ((IDisposable)controller).Dispose();
        return default;
    }

    private static ConstructorInfo ConstructorOf(Type type)
    {
        var constructors = type.GetConstructors();
        if (constructors.Length == 1) return constructors[0];
        return constructors.SingleOrDefault(constructor => constructor.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? throw new InvalidOperationException("it needs one public constructor; of several mark one with [ActivatorUtilitiesConstructor]");
    }
}
