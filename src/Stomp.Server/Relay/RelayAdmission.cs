using Microsoft.Extensions.Options;

namespace Stomp.Server.Relay;

/// <summary>Refuses CONNECT while the broker is away, where clients are not kept then.</summary>
internal sealed class RelayAdmission(BrokerLink link, IOptions<BrokerRelayOptions> options) : IStompSessionListener
{
    public ValueTask OnConnectingAsync(IStompSession session) =>
        options.Value.WhenUnavailable == BrokerLossPolicy.DisconnectClients && !link.IsAvailable ? throw RelayFaults.Unavailable() : default;
}
