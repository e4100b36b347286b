using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Stomp.Server.Transports.Handover;

/// <summary>Has each of Kestrel's endpoints hand connections over, unless the application has defaults of its own for them.</summary>
internal sealed class HandoverDefaults : IConfigureOptions<KestrelServerOptions>
{
    public static void AddTo(IServiceCollection services)
    {
        if (services.Any(service => service.ImplementationType == typeof(HandoverDefaults))) return;
        // First of all: what sets the defaults last is what holds, and that has to be the application's.
        services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>, HandoverDefaults>());
    }

    public void Configure(KestrelServerOptions options) => options.ConfigureEndpointDefaults(listen => listen.UseStompHandover());
}
