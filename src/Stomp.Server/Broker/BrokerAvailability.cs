using Microsoft.Extensions.Logging;

namespace Stomp.Server.Broker;

/// <summary>Tells the application when the broker can be sent to, one change after the other.</summary>
internal sealed partial class BrokerAvailability(IEnumerable<IBrokerAvailabilityListener> listeners, ILogger<BrokerAvailability> logger)
{
    private readonly Lock _gate = new();
    private Task _telling = Task.CompletedTask;
    private bool _isAvailable;

    /// <summary>Done when every listener has heard of it; what it is already is not told again.</summary>
    public Task TellAsync(bool isAvailable)
    {
        lock (_gate)
        {
            if (_isAvailable == isAvailable) return _telling;
            _isAvailable = isAvailable;
            return _telling = TellBehindAsync(_telling, isAvailable);
        }
    }

    private async Task TellBehindAsync(Task before, bool isAvailable)
    {
        await before;
        foreach (var listener in listeners)
        {
            try
            {
                await (isAvailable ? listener.OnBrokerAvailableAsync() : listener.OnBrokerUnavailableAsync());
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
