namespace Stomp.Server;

/// <summary>
/// Hears whether the broker can be sent to: Spring's BrokerAvailabilityEvent. The built-in broker is available from the application's
/// start to its stop. Registered with <see cref="StompBuilder.AddBrokerAvailabilityListener{TListener}"/>; a singleton.
/// </summary>
public interface IBrokerAvailabilityListener
{
    /// <summary>The broker takes messages from now on.</summary>
    ValueTask OnBrokerAvailableAsync() => default;

    /// <summary>The broker takes no messages any more.</summary>
    ValueTask OnBrokerUnavailableAsync() => default;
}
