using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Broker.Queues;
using Stomp.Server.Cluster;
using Stomp.Server.Controllers;
using Stomp.Server.Log;
using Stomp.Server.Metrics;
using Stomp.Server.Security;
using Stomp.Server.Sessions;
using Stomp.Server.Transports;
using Stomp.Server.Transports.Handover;
using Stomp.Server.Transports.SockJs;

namespace Stomp.Server;

/// <summary>Registers STOMP with an application's services.</summary>
public static class StompServiceCollectionExtensions
{
    /// <summary>
    /// Adds the sessions, the in-memory broker, the message template and what else <see cref="StompEndpointRouteBuilderExtensions.MapStomp"/>
    /// needs. Options are checked when the application starts.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <returns>A builder for controllers and listeners.</returns>
    public static StompBuilder AddStomp(this IServiceCollection services, Action<StompOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<StompOptions>()
            .Configure(configure ?? (_ => { }))
            .PostConfigure(options => options.Json?.MakeReadOnly(populateMissingResolver: true))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StompOptions>, StompOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StompOptions>, StompPrefixesValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StompOptions>, LogRulesValidator>());
        services.AddMessageHandlers();
        HandoverDefaults.AddTo(services);
        services.TryAddSingleton<MemoryGauge>();
        services.AddMetrics();
        services.TryAddSingleton<ServerMeter>();
        services.TryAddSingleton<LogMeter>();
        AddBroker(services);
        services.TryAddSingleton<Destinations>();
        services.TryAddSingleton<UserMessages>();
        AddMessageLog(services);
        services.TryAddSingleton<MessageRouter>();
        services.TryAddSingleton<IMessageTemplate, MessageTemplate>();
        services.TryAddSingleton<Rejections>();
        AddControllers(services);
        AddSessions(services);
        services.AddHostedService(provider => provider.GetRequiredService<DestinationAuthorization>());
        services.AddHostedService(provider => provider.GetRequiredService<ControllerAuthorization>());
        services.AddHostedService<SessionShutdown>();
        services.AddHostedService<LogLifetime>();
        services.AddHostedService(provider => provider.GetRequiredService<LogUpkeep>());
        services.AddHostedService<BuiltInAvailability>();
        services.AddHostedService<ExpirySweep>();
        return new StompBuilder(services);
    }

    /// <summary>
    /// Adds what <see cref="MessageHandlerEndpointRouteBuilderExtensions.MapMessageHandler"/> needs, for an application that serves raw messages and
    /// no STOMP; <see cref="AddStomp"/> includes it.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddMessageHandlers(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SockJsTimer>();
        services.TryAddSingleton<Draining>();
        return services;
    }

    private static void AddSessions(IServiceCollection services)
    {
        services.TryAddSingleton<FrameHandler>();
        services.TryAddSingleton<SubscriptionHandler>();
        services.TryAddSingleton<AcknowledgementHandler>();
        services.TryAddSingleton<TransactionHandler>();
        services.TryAddSingleton<TemporaryQueues>();
        services.TryAddSingleton<OutboxFlusher>();
        services.TryAddSingleton<SessionRegistry>();
        services.AddUserRegistry();
        services.TryAddSingleton<ConnectAuthentication>();
        services.TryAddSingleton<PolicyCheck>();
        services.TryAddSingleton<DestinationAuthorization>();
        services.TryAddSingleton<SubscriptionReview>();
        services.TryAddSingleton<AntiforgeryCheck>();
        services.TryAddSingleton(RateLimits.None);
        services.TryAddSingleton<ConnectAdmission>();
        services.TryAddSingleton<ConnectHandshake>();
        services.TryAddSingleton<SessionTimer>();
        services.TryAddSingleton<SessionServices>();
    }

    private static void AddMessageLog(IServiceCollection services)
    {
        services.TryAddSingleton<IMessageLogStore, InMemoryMessageLogStore>();
        services.TryAddSingleton<LoggedDestinations>();
        services.TryAddSingleton<LogUpkeep>();
        services.TryAddSingleton<LogEpoch>();
        services.TryAddSingleton<MeteredAppends>();
        services.TryAddSingleton<LogAppender>();
        services.TryAddSingleton<LogReader>();
        services.TryAddSingleton<MessagePublisher>();
        services.TryAddSingleton<LoggedFrames>();
        services.TryAddSingleton<Replays>();
        services.TryAddSingleton<IMessageLog, MessageLog>();
    }

    private static void AddBroker(IServiceCollection services)
    {
        services.TryAddSingleton<MessageIds>();
        services.TryAddSingleton<QueueBroker>();
        services.TryAddSingleton<InMemoryBroker>();
        services.TryAddSingleton<IMessageBroker>(provider => provider.GetRequiredService<InMemoryBroker>());
        services.TryAddSingleton<BrokerAvailability>();
    }

    private static void AddControllers(IServiceCollection services)
    {
        services.TryAddSingleton(new ServiceRegistrations(services));
        services.TryAddSingleton<ControllerServices>();
        services.TryAddSingleton<MessageConverters>();
        services.TryAddSingleton<PayloadEncoder>();
        services.TryAddSingleton<PayloadBinder>();
        services.TryAddSingleton<ParameterBinder>();
        services.TryAddSingleton<ReplyDestinations>();
        services.TryAddSingleton<ResultBinder>();
        services.TryAddSingleton<HandlerCompiler>();
        services.TryAddSingleton<ExceptionHandlerReader>();
        services.TryAddSingleton<ControllerReader>();
        services.TryAddSingleton<ControllerTable>();
        services.TryAddSingleton<ControllerAuthorization>();
        services.TryAddSingleton<HandlerFailures>();
        services.TryAddSingleton<StreamSender>();
        services.TryAddSingleton<ControllerDispatcher>();
    }
}
