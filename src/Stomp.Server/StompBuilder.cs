using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Stomp.Server.Cluster;
using Stomp.Server.Controllers;
using Stomp.Server.Relay;
using Stomp.Server.Security;
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

    /// <summary>Adds rules of who may do what; those of several calls are asked in the order of the calls.</summary>
    /// <param name="configure">Writes the rules. What cannot work is told of when the application starts.</param>
    /// <returns>The builder.</returns>
    public StompBuilder AddDestinationPolicies(Action<DestinationPolicies> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var policies = new DestinationPolicies();
        configure(policies);
        // Not the core alone: WebApplication puts its middleware before endpoints as soon as it finds that.
        Services.AddAuthorization();
        Services.AddSingleton(policies);
        return this;
    }

    /// <summary>Limits how much clients may send: frames and bytes of a session and of a user, and connections from an address.</summary>
    /// <param name="configure">Sets the limits; null for the defaults.</param>
    /// <returns>The builder.</returns>
    public StompBuilder AddRateLimits(Action<StompRateLimitOptions>? configure = null)
    {
        Services.AddOptions<StompRateLimitOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StompRateLimitOptions>, StompRateLimitOptionsValidator>());
        Services.Replace(ServiceDescriptor.Singleton<RateLimits, RateLimits>());
        return this;
    }

    /// <summary>Says where logged messages are kept (<see cref="StompOptions.Log"/>); without it they are kept in memory, and gone with the process.</summary>
    /// <typeparam name="TStore">The store, a singleton.</typeparam>
    /// <returns>The builder.</returns>
    public StompBuilder UseMessageLogStore<TStore>()
        where TStore : class, IMessageLogStore
    {
        Services.Replace(ServiceDescriptor.Singleton<IMessageLogStore, TStore>());
        return this;
    }

    /// <summary>Has clients authenticate by a JSON Web Token in their CONNECT; their session ends with the token unless they send a fresh one.</summary>
    /// <param name="configure">Says which tokens are good.</param>
    /// <returns>The builder.</returns>
    public StompBuilder AddJwtConnectAuthenticator(Action<JwtConnectOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.AddOptions<JwtConnectOptions>().Configure(configure).ValidateOnStart();
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JwtConnectOptions>, JwtConnectOptionsValidator>());
        return AddConnectAuthenticator<JwtConnectAuthenticator>();
    }

    /// <summary>
    /// Puts a broker outside in the place of the built-in one: RabbitMQ (with its plugin <c>rabbitmq_stomp</c>) or ActiveMQ. Controllers, template and clients stay as they are.
    /// </summary>
    /// <param name="configure">Says where it is; null where <see cref="BrokerRelayOptions"/> is configured elsewhere.</param>
    /// <returns>The builder.</returns>
    public StompBuilder UseBrokerRelay(Action<BrokerRelayOptions>? configure = null)
    {
        Services.AddOptions<BrokerRelayOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        Services.AddBrokerRelay();
        return this;
    }

    /// <summary>
    /// Has this server and others behind the same broker work as one: messages for users and sessions, <see cref="IUserRegistry"/> and its
    /// <see cref="IUserRegistry.DisconnectAsync"/> are about all of them. Needs <see cref="UseBrokerRelay"/>.
    /// </summary>
    /// <param name="configure">Sets the options, on which all servers have to agree; null for the defaults.</param>
    /// <returns>The builder.</returns>
    public StompBuilder AddCluster(Action<ClusterOptions>? configure = null)
    {
        Services.Configure(configure ?? (_ => { }));
        Services.AddNodes();
        return this;
    }

    private StompBuilder AddControllers(Type[] controllers)
    {
        if (Array.Exists(controllers, ControllerAuthorization.IsWantedBy)) Services.AddAuthorization();
        Services.AddSingleton(new ControllerSource(controllers));
        return this;
    }
}
