using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Stomp.Server.Transports.SockJs;

/// <summary>The sessions over requests of one endpoint, by the ids that their clients chose.</summary>
internal sealed class SockJsSessions(SockJsOptions options, MessageApplication application, SockJsTimer timer)
{
    private readonly ConcurrentDictionary<string, SockJsSession> _sessions = new(StringComparer.Ordinal);

    /// <returns>The session, if it is there and the caller's; who guessed an id is told nothing more than who made one up.</returns>
    public SockJsSession? Find(string id, HttpContext context) =>
        _sessions.TryGetValue(id, out var session) && session.Owner == SockJsOwner.Of(context) ? session : null;

    /// <returns>The session, opened if there was none; null if it is another's.</returns>
    public SockJsSession? FindOrOpen(string id, HttpContext context)
    {
        var owner = SockJsOwner.Of(context);
        if (!_sessions.TryGetValue(id, out var session))
        {
            var opened = new SockJsSession(owner, options, application, timer) { OnExpired = expired => Forget(id, expired) };
            session = _sessions.GetOrAdd(id, opened);
            if (session == opened) Start(opened, context);
        }

        return session.Owner == owner ? session : null;
    }

    private void Start(SockJsSession session, HttpContext context)
    {
        timer.Add(session, options.DisconnectDelay < options.HeartBeat ? options.DisconnectDelay : options.HeartBeat);
        // It outlives the request, and sees to its faults itself.
        _ = application.RunAsync(session, ConnectionRequest.Outlived(context, application.NeedsHandshake));
    }

    private void Forget(string id, SockJsSession session)
    {
        timer.Remove(session);
        _sessions.TryRemove(KeyValuePair.Create(id, session));
    }
}
