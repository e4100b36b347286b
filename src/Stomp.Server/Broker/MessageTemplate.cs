using Stomp.Server.Controllers;
using Stomp.Server.Log;
using Stomp.Server.Sessions;

namespace Stomp.Server.Broker;

/// <summary>Encodes payloads and hands them to the broker.</summary>
internal sealed class MessageTemplate(MessagePublisher publisher, UserMessages users, Destinations destinations, MemoryGauge gauge, PayloadEncoder encoder)
    : IMessageTemplate
{
    private enum To
    {
        All,
        User,
        Session,
    }

    public ValueTask SendAsync<T>(string destination, T payload, MessageOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(To.All, "", destination, payload, options, cancellationToken);

    public ValueTask SendToUserAsync<T>(string user, string destination, T payload, MessageOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        return SendAsync(To.User, user, destination, payload, options, cancellationToken);
    }

    public ValueTask SendToSessionAsync<T>(string sessionId, string destination, T payload, MessageOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(sessionId);
        return SendAsync(To.Session, sessionId, destination, payload, options, cancellationToken);
    }

    private ValueTask SendAsync<T>(To to, string name, string destination, T payload, MessageOptions? options, CancellationToken cancellationToken)
    {
        Check(destination);
        return gauge.IsHigh
            ? SendWhenLowAsync(to, name, destination, payload, options, cancellationToken)
            : SendAtOnceAsync(to, name, destination, payload, options, cancellationToken);
    }

    private async ValueTask SendWhenLowAsync<T>(To to, string name, string destination, T payload, MessageOptions? options, CancellationToken cancellationToken)
    {
        await gauge.WhenLowAsync(cancellationToken);
        await SendAtOnceAsync(to, name, destination, payload, options, cancellationToken);
    }

    private ValueTask SendAtOnceAsync<T>(To to, string name, string destination, T payload, MessageOptions? options, CancellationToken cancellationToken)
    {
        var message = encoder.Encode(destination, payload, options);
        if (to == To.All) return publisher.PublishAsync(message, session: null, cancellationToken);
        return to == To.User ? users.PublishToUserAsync(name, message, cancellationToken) : users.PublishToSessionAsync(name, message, cancellationToken);
    }

    private void Check(string destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (!destinations.IsOfBroker(destination) || DestinationPattern.IsPattern(destination) || destination.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException($"'{destination}' is no destination of the broker (see StompOptions.BrokerPrefixes).", nameof(destination));
    }
}
