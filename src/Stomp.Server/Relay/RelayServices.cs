using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;

namespace Stomp.Server.Relay;

/// <summary>Registers the relay in the place of the built-in broker.</summary>
internal static class RelayServices
{
    public static void AddBrokerRelay(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BrokerRelayOptions>, BrokerRelayOptionsValidator>());
        if (services.Any(service => service.ServiceType == typeof(BrokerRelay))) return;
        services.AddSingleton<UpstreamClients>();
        services.AddSingleton<BrokerLink>();
        services.AddSingleton<LoggedOutbound>();
        services.AddSingleton<SharedTopics>();
        services.AddSingleton<SessionUpstreams>();
        services.AddSingleton<BrokerRelay>();
        services.AddSingleton<IStompSessionListener, RelayAdmission>();
        services.Replace(ServiceDescriptor.Singleton<IMessageBroker>(provider => provider.GetRequiredService<BrokerRelay>()));
        services.Remove(services.Single(service => service.ImplementationType == typeof(BuiltInAvailability)));
        // It starts first and stops last: sessions that end with the application have something to say.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(provider => provider.GetRequiredService<BrokerLink>()));
        services.Insert(1, ServiceDescriptor.Singleton<IHostedService>(provider => provider.GetRequiredService<LoggedOutbound>()));
    }
}
