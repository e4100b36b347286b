using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

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

    /// <summary>Has this server and others work as one, by a link between them.</summary>
    public static void AddNodes<TLink>(this IServiceCollection services)
        where TLink : class, INodeLink
    {
        services.TryAddSingleton<INodeLink, TLink>();
        services.AddHostedService<Nodes>();
    }
}
