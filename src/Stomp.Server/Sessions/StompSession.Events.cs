using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Broker;

namespace Stomp.Server.Sessions;

/// <summary>What the application hears of the session, and the services that it has for it.</summary>
internal sealed partial class StompSession
{
    private AsyncServiceScope? _scope;
    private bool _isOver;

    public IServiceProvider Services
    {
        get
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isOver, typeof(IStompSession));
                return (_scope ??= _services.Scopes.CreateAsyncScope()).ServiceProvider;
            }
        }
    }

    /// <summary>Tells the application that the session is about to be connected.</summary>
    /// <exception cref="MessageRejectedException">A listener refuses it.</exception>
    public async ValueTask TellConnectingAsync()
    {
        foreach (var listener in _services.Listeners)
        {
            try
            {
                await listener.OnConnectingAsync(this);
            }
            catch (Exception e) when (e is not MessageRejectedException)
            {
                _services.Logger.ListenerFailed(e, Id, listener.GetType().Name);
            }
        }
    }

    /// <summary>Tells the log and the application that the session is connected.</summary>
    public ValueTask TellConnectedAsync()
    {
        _services.Logger.Connected(Id, Version.ToWireName(), LogText.OneLine(_user?.Identity?.Name ?? "anonymous"));
        return TellAsync(static (listener, session) => listener.OnConnectedAsync(session), this);
    }

    public ValueTask TellSubscribedAsync(Subscription subscription) =>
        _services.Listeners.Length == 0 ? default : TellAsync(static (listener, info) => listener.OnSubscribedAsync(info), InfoOf(subscription));

    public ValueTask TellUnsubscribedAsync(Subscription subscription) =>
        _services.Listeners.Length == 0 ? default : TellAsync(static (listener, info) => listener.OnUnsubscribedAsync(info), InfoOf(subscription));

    private async Task TellDisconnectedAsync(DisconnectReason reason)
    {
        // What they send may wait for nothing: the room it would wait for may be what this very session has yet to give back.
        MemoryGauge.NeverWaitInThisFlow();
        // Nothing that it said comes behind its end.
        if (Appends is not null) await Appends.WhenNoneAsync(CancellationToken.None);
        await TellAsync((listener, session) => listener.OnDisconnectedAsync(session, reason), this);
    }

    private async ValueTask TellAsync<T>(Func<IStompSessionListener, T, ValueTask> tell, T what)
    {
        foreach (var listener in _services.Listeners)
        {
            try
            {
                await tell(listener, what);
            }
            catch (Exception e)
            {
                _services.Logger.ListenerFailed(e, Id, listener.GetType().Name);
            }
        }
    }

    private StompSubscriptionInfo InfoOf(Subscription subscription) =>
        new(this, subscription.Id, subscription.ShownDestination ?? subscription.Destination);

    private async ValueTask DisposeServicesAsync()
    {
        lock (_gate) _isOver = true;
        if (_scope is not { } scope) return;
        try
        {
            await scope.DisposeAsync();
        }
        catch (Exception e)
        {
            _services.Logger.DisposalFailed(e, Id);
        }
    }
}
