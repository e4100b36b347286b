using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Stomp.Server.Controllers;

namespace Stomp.Server;

/// <summary>Adds to what <see cref="StompServiceCollectionExtensions.AddStomp"/> registered.</summary>
/// <param name="services">The application's services.</param>
public sealed class StompBuilder(IServiceCollection services)
{
    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; } = services;

    /// <summary>Finds the classes marked <see cref="MessageControllerAttribute"/>.</summary>
    /// <param name="assemblies">Where to look; the assembly that calls when none is given.</param>
    /// <returns>The builder.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // or the calling assembly is another one
    public StompBuilder AddMessageControllers(params Assembly[] assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        if (assemblies.Length == 0) assemblies = [Assembly.GetCallingAssembly()];
        var controllers = assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsDefined(typeof(MessageControllerAttribute)));
        return AddControllers([.. controllers]);
    }

    /// <summary>Adds one message controller.</summary>
    /// <typeparam name="TController">A class marked <see cref="MessageControllerAttribute"/>.</typeparam>
    /// <returns>The builder.</returns>
    public StompBuilder AddMessageController<TController>() => AddControllers([typeof(TController)]);

    /// <summary>Adds a listener of session events. Listeners are called in the order in which they were added.</summary>
    /// <typeparam name="TListener">The listener, a singleton.</typeparam>
    /// <returns>The builder.</returns>
    public StompBuilder AddSessionListener<TListener>()
        where TListener : class, IStompSessionListener
    {
        Services.AddSingleton<IStompSessionListener, TListener>();
        return this;
    }

    private StompBuilder AddControllers(Type[] controllers)
    {
        // As services, so that a message's scope disposes what it made. Those that cannot be made are told of when the table is built.
        foreach (var controller in controllers.Where(ControllerTable.CanBeMade)) Services.TryAddTransient(controller);
        Services.AddSingleton(new ControllerSource(controllers));
        return this;
    }
}
