using System.Threading.Channels;
using Stomp.Server;

namespace Stomp.Relay.Tests;

/// <summary>Hears whether the broker is available.</summary>
internal sealed class AvailabilityProbe : IBrokerAvailabilityListener
{
    private readonly Channel<bool> _told = Channel.CreateUnbounded<bool>();

    public ValueTask OnBrokerAvailableAsync() => _told.Writer.WriteAsync(true);

    public ValueTask OnBrokerUnavailableAsync() => _told.Writer.WriteAsync(false);

    public Task<bool> NextAsync(TimeSpan? patience = null) => _told.Reader.ReadAsync().AsTask().WaitAsync(patience ?? StompTestClient.Patience);
}
