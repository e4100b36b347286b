using Stomp.Server.Controllers;
using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>Encodes payloads and hands them to the broker.</summary>
internal sealed class MessageTemplate(InMemoryBroker broker, Destinations destinations, SessionRegistry registry, PayloadEncoder encoder)
    : IMessageTemplate
{
    public ValueTask SendAsync<T>(string destination, T payload, MessageOptions? options = null, CancellationToken cancellationToken = default)
    {
        Check(destination);
        var message = encoder.Encode(destination, payload, options);
        return broker.Publish(message)?.WaitForRoomAsync(MessageRouter.PublisherStall, cancellationToken) ?? default;
    }

    public ValueTask SendToUserAsync<T>(string user, string destination, T payload, MessageOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        Check(destination);
        var message = encoder.Encode(destination, payload, options);
        Outbox? behind = null;
        foreach (var session in registry.Find(user))
            behind = broker.Publish(message with { Destination = destinations.ForSession(session.Id, destination) }) ?? behind;
        return behind?.WaitForRoomAsync(MessageRouter.PublisherStall, cancellationToken) ?? default;
    }

    private void Check(string destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (!destinations.IsOfBroker(destination) || DestinationPattern.IsPattern(destination) || destination.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException($"'{destination}' is no destination of the broker (see StompOptions.BrokerPrefixes).", nameof(destination));
    }
}
