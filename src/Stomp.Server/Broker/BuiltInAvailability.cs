using Microsoft.Extensions.Hosting;

namespace Stomp.Server.Broker;

/// <summary>The built-in broker can be sent to from the application's start to its stop.</summary>
internal sealed class BuiltInAvailability(BrokerAvailability availability) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => availability.TellAsync(isAvailable: true);

    public Task StopAsync(CancellationToken cancellationToken) => availability.TellAsync(isAvailable: false);
}
