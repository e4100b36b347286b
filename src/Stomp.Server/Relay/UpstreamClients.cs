using Microsoft.Extensions.Options;
using Stomp.Client;

namespace Stomp.Server.Relay;

/// <summary>Makes the clients that talk to the broker.</summary>
internal sealed class UpstreamClients(IOptions<BrokerRelayOptions> options, TimeProvider time)
{
    private readonly BrokerRelayOptions _options = options.Value;

    /// <summary>One that everybody shares.</summary>
    public StompClient MakeShared() => Make(_options.SystemLogin, _options.SystemPasscode);

    /// <summary>One for a single session.</summary>
    public StompClient MakeForSession() => Make(_options.ClientLogin, _options.ClientPasscode);

    private StompClient Make(string login, string passcode) => new(_options.Addresses.Select(address => RelayAddress.TryParse(address, _options.UseTls)!), new StompClientOptions
    {
        Host = _options.VirtualHost,
        Login = login,
        Passcode = passcode,
        Versions = [StompVersion.V12],
        HeartBeatOutgoing = _options.SystemHeartBeatSend,
        HeartBeatIncoming = _options.SystemHeartBeatReceive,
        ConnectTimeout = _options.ConnectTimeout,
        ReceiptTimeout = _options.ReceiptTimeout,
        // What may wait is bounded by who sends: a frame goes into the queue in its turn, or not at all.
        MaxQueuedBytes = int.MaxValue,
        Limits = new() { MaxFrameBytes = _options.MaxFrameBytes, MaxBodyBytes = _options.MaxFrameBytes, MaxHeaders = 1000, MaxHeaderLineBytes = 64 * 1024 },
        Reconnect = new() { FromStart = true, InitialDelay = _options.ReconnectDelay, MaxDelay = _options.ReconnectMaxDelay },
        TimeProvider = time,
    });
}
