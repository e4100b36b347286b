using Microsoft.Extensions.Options;
using Stomp.Server.Relay;

namespace Stomp.Server;

/// <summary>The ranges that the attributes state, and that there is a broker to go to.</summary>
[OptionsValidator]
internal sealed partial class BrokerRelayOptionsValidator : IValidateOptions<BrokerRelayOptions>
{
    ValidateOptionsResult IValidateOptions<BrokerRelayOptions>.Validate(string? name, BrokerRelayOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        faults.AddResult(Validate(name, options));
        if (options.Addresses.Count == 0) faults.AddError("no broker is named; write 'host:port'", nameof(options.Addresses));
        foreach (var address in options.Addresses)
        {
            if (RelayAddress.TryParse(address, options.UseTls) is null)
                faults.AddError($"'{address}' is no address; write 'host' or 'host:port', and {nameof(options.UseTls)} for TLS", nameof(options.Addresses));
        }

        if (!Enum.IsDefined(options.Kind)) faults.AddError("write Detect, RabbitMq or ActiveMq", nameof(options.Kind));
        if (!Enum.IsDefined(options.WhenUnavailable)) faults.AddError("write KeepClients or DisconnectClients", nameof(options.WhenUnavailable));
        if (options.ReconnectMaxDelay < options.ReconnectDelay) faults.AddError($"write {nameof(options.ReconnectDelay)} or more", nameof(options.ReconnectMaxDelay));
        return faults.Build();
    }
}
