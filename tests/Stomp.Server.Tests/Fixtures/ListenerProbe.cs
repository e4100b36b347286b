using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests;

/// <summary>A listener that remembers what it heard, in order.</summary>
public sealed class ListenerProbe : IStompSessionListener
{
    private readonly ConcurrentQueue<DisconnectReason> _reasons = new();

    public ConcurrentQueue<string> Heard { get; } = new();

    public ConcurrentQueue<IStompSession> Sessions { get; } = new();

    /// <summary>Held before a session's end has been heard of.</summary>
    public Task BeforeEnd { get; set; } = Task.CompletedTask;

    public StompBuilder AddTo(StompBuilder stomp)
    {
        ArgumentNullException.ThrowIfNull(stomp);
        stomp.Services.AddSingleton<IStompSessionListener>(this);
        return stomp;
    }

    /// <summary>Waits for so many ends, and gives their reasons.</summary>
    public async Task<DisconnectReason[]> EndedAsync(int count)
    {
        await Eventually.TrueAsync(() => _reasons.Count >= count, () => $"Heard {string.Join(", ", Heard)}");
        return [.. _reasons];
    }

    public ValueTask OnConnectedAsync(IStompSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        Sessions.Enqueue(session);
        Heard.Enqueue($"connected {session.Id}");
        return default;
    }

    public async ValueTask OnDisconnectedAsync(IStompSession session, DisconnectReason reason)
    {
        ArgumentNullException.ThrowIfNull(session);
        await BeforeEnd;
        Heard.Enqueue($"disconnected {session.Id} {reason}");
        _reasons.Enqueue(reason);
    }
}
