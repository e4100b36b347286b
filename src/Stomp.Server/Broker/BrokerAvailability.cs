using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Stomp.Server.Broker;

/// <summary>Tells the application when the broker can be sent to: the built-in one from the start to the stop.</summary>
internal sealed partial class BrokerAvailability(IEnumerable<IBrokerAvailabilityListener> listeners, ILogger<BrokerAvailability> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => TellAsync(listener => listener.OnBrokerAvailableAsync());

    public Task StopAsync(CancellationToken cancellationToken) => TellAsync(listener => listener.OnBrokerUnavailableAsync());

    private async Task TellAsync(Func<IBrokerAvailabilityListener, ValueTask> tell)
    {
        foreach (var listener in listeners)
        {
            try
            {
                await tell(listener);
            }
            catch (Exception e)
            {
                LogListenerFailed(e, listener.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Listener {Listener} of the broker's availability failed")]
    private partial void LogListenerFailed(Exception exception, string listener);
}
