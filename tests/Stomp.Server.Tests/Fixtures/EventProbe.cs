using System.Collections.Concurrent;

namespace Stomp.Server.Tests;

/// <summary>A listener that writes down every event of sessions, and does at each what a test says.</summary>
public sealed class EventProbe : IStompSessionListener
{
    public ConcurrentQueue<string> Heard { get; } = new();

    public Func<IStompSession, ValueTask> Connecting { get; init; } = static _ => default;

    public Func<IStompSession, ValueTask> Connected { get; init; } = static _ => default;

    public Func<IStompSession, ValueTask> Disconnected { get; init; } = static _ => default;

    public StompBuilder AddTo(StompBuilder stomp) => stomp.Add<IStompSessionListener>(this);

    /// <summary>Waits for the end of so many sessions.</summary>
    public Task WhenEndedAsync(int count = 1) =>
        Eventually.TrueAsync(() => Heard.Count(heard => heard.StartsWith("disconnected", StringComparison.Ordinal)) >= count, () => string.Join(", ", Heard));

    public ValueTask OnConnectingAsync(IStompSession session)
    {
        Heard.Enqueue($"connecting {session?.Version.ToWireName()}");
        return Connecting(session!);
    }

    public ValueTask OnConnectedAsync(IStompSession session)
    {
        Heard.Enqueue("connected");
        return Connected(session);
    }

    public ValueTask OnSubscribedAsync(StompSubscriptionInfo subscription)
    {
        Heard.Enqueue($"subscribed {subscription?.Id} {subscription?.Destination}");
        return default;
    }

    public ValueTask OnUnsubscribedAsync(StompSubscriptionInfo subscription)
    {
        Heard.Enqueue($"unsubscribed {subscription?.Id} {subscription?.Destination}");
        return default;
    }

    public async ValueTask OnDisconnectedAsync(IStompSession session, DisconnectReason reason)
    {
        await Disconnected(session);
        Heard.Enqueue($"disconnected {reason}");
    }
}
