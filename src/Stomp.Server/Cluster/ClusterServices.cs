using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Stomp.Server.Relay;

namespace Stomp.Server.Cluster;

/// <summary>Registers what knows of sessions beyond this server.</summary>
internal static class ClusterServices
{
    /// <summary>The registry, which is about this server alone until <see cref="AddNodes"/>.</summary>
    public static void AddUserRegistry(this IServiceCollection services)
    {
        services.AddOptions<ClusterOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClusterOptions>, ClusterOptionsValidator>());
        services.TryAddSingleton<NodeId>();
        services.TryAddSingleton<NodeDirectory>();
        services.TryAddSingleton<NodePost>();
        services.TryAddSingleton<DisconnectRequests>();
        services.TryAddSingleton<IUserRegistry, UserRegistry>();
    }

    /// <summary>Has this server and others behind the same broker work as one.</summary>
    public static void AddNodes(this IServiceCollection services)
    {
        services.TryAddSingleton<INodeLink>(provider => provider.GetService<UpstreamClients>() is not null
            ? ActivatorUtilities.CreateInstance<BrokerNodeLink>(provider)
            : throw new InvalidOperationException("AddCluster needs UseBrokerRelay: servers talk to each other by the broker."));
        services.AddHostedService<Nodes>();
    }
}
