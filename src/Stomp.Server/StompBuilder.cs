using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Stomp.Server.Controllers;
using Stomp.Server.Sessions;

namespace Stomp.Server;

/// <summary>Adds to what <see cref="StompServiceCollectionExtensions.AddStomp"/> registered.</summary>
/// <param name="services">The application's services.</param>
public sealed class StompBuilder(IServiceCollection services)
{
    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; } = services;

    /// <summary>Finds the classes marked <see cref="MessageControllerAttribute"/> or <see cref="MessageControllerAdviceAttribute"/>.</summary>
    /// <param name="assemblies">Where to look; the assembly that calls when none is given.</param>
    /// <returns>The builder.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)] // or the calling assembly is another one
    public StompBuilder AddMessageControllers(params Assembly[] assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        if (assemblies.Length == 0) assemblies = [Assembly.GetCallingAssembly()];
        var controllers = assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(MessageControllerAttribute)) || type.IsDefined(typeof(MessageControllerAdviceAttribute)));
        return AddControllers([.. controllers]);
    }

    /// <summary>Adds one message controller.</summary>
    /// <typeparam name="TController">A class marked <see cref="MessageControllerAttribute"/> or <see cref="MessageControllerAdviceAttribute"/>.</typeparam>
    /// <returns>The builder.</returns>
    public StompBuilder AddMessageController<TController>() => AddControllers([typeof(TController)]);

    /// <summary>Adds a converter of payloads. Converters are asked in the order in which they were added, before those for JSON, text and bytes.</summary>
    /// <typeparam name="TConverter">The converter, a singleton.</typeparam>
    /// <returns>The builder.</returns>
    public StompBuilder AddMessageConverter<TConverter>()
        where TConverter : class, IMessageConverter
    {
        Services.AddSingleton<IMessageConverter, TConverter>();
        return this;
    }

    /// <summary>Adds a listener of session events. Listeners are called in the order in which they were added.</summary>
    /// <typeparam name="TListener">The listener, a singleton.</typeparam>
    /// <returns>The builder.</returns>
    public StompBuilder AddSessionListener<TListener>()
        where TListener : class, IStompSessionListener
    {
        Services.AddSingleton<IStompSessionListener, TListener>();
        return this;
    }

    /// <summary>Adds a listener of the broker's availability.</summary>
    /// <typeparam name="TListener">The listener, a singleton.</typeparam>
    /// <returns>The builder.</returns>
    public StompBuilder AddBrokerAvailabilityListener<TListener>()
        where TListener : class, IBrokerAvailabilityListener
    {
        Services.AddSingleton<IBrokerAvailabilityListener, TListener>();
        return this;
    }

    /// <summary>Adds a filter of what clients send, on every endpoint. Filters run in the order in which they were added.</summary>
    /// <typeparam name="TFilter">The filter, a singleton.</typeparam>
    /// <returns>The builder.</returns>
    public StompBuilder AddFilter<TFilter>()
        where TFilter : class, IStompFilter
    {
        Services.TryAddSingleton<TFilter>();
        Services.AddSingleton(new FilterRegistration(typeof(TFilter), IsOutbound: false));
        return this;
    }

    /// <summary>Adds a filter of what is sent to clients, on every endpoint. Filters run in the order in which they were added.</summary>
    /// <typeparam name="TFilter">The filter, a singleton.</typeparam>
    /// <returns>The builder.</returns>
    /// <remarks>Frames are encoded once for all who get them; with an outbound filter each is read again for each client, which costs time.</remarks>
    public StompBuilder AddOutboundFilter<TFilter>()
        where TFilter : class, IStompFilter
    {
        Services.TryAddSingleton<TFilter>();
        Services.AddSingleton(new FilterRegistration(typeof(TFilter), IsOutbound: true));
        return this;
    }

    /// <summary>Adds an authenticator of CONNECT frames. They are asked in the order in which they were added, until one knows the client.</summary>
    /// <typeparam name="TAuthenticator">The authenticator, a singleton.</typeparam>
    /// <returns>The builder.</returns>
    public StompBuilder AddConnectAuthenticator<TAuthenticator>()
        where TAuthenticator : class, IConnectAuthenticator
    {
        Services.AddSingleton<IConnectAuthenticator, TAuthenticator>();
        return this;
    }

    private StompBuilder AddControllers(Type[] controllers)
    {
        Services.AddSingleton(new ControllerSource(controllers));
        return this;
    }
}
