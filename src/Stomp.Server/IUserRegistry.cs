namespace Stomp.Server;

/// <summary>Who is connected: Spring's SimpUserRegistry, with anonymous sessions in it and a way to end them. Inject it.</summary>
/// <remarks>
/// It tells of this moment: sessions come and go while it is read. A session whose end has been decided is not in it. Where several servers work as one
/// (<see cref="ClusterOptions"/>), what is about all of them knows the others' sessions as they were told, some milliseconds ago.
/// </remarks>
public interface IUserRegistry
{
    /// <summary>What this server is called among those that work as one: another name with each start.</summary>
    string Node { get; }

    /// <summary>The servers that work as one, this one included.</summary>
    IReadOnlyList<string> Nodes { get; }

    /// <summary>How many sessions are connected to this server.</summary>
    int SessionCount { get; }

    /// <summary>The sessions connected to this server, anonymous ones included.</summary>
    IReadOnlyList<IStompSession> Sessions { get; }

    /// <summary>The sessions connected to any of the servers, anonymous ones included.</summary>
    IReadOnlyList<ConnectedSession> AllSessions { get; }

    /// <summary>The names of the users who are authenticated and connected, to any of the servers, each once.</summary>
    IReadOnlyList<string> Users { get; }

    /// <summary>The sessions of a user that are connected to this server; empty when there are none.</summary>
    /// <param name="user">The user's name.</param>
    IReadOnlyList<IStompSession> SessionsOf(string user);

    /// <summary>The sessions of a user that are connected to any of the servers; empty when it has none.</summary>
    /// <param name="user">The user's name.</param>
    IReadOnlyList<ConnectedSession> AllSessionsOf(string user);

    /// <summary>The session of an id that is connected to this server; null when there is none.</summary>
    /// <param name="id">The session's id.</param>
    IStompSession? FindSession(string id);

    /// <summary>The session of an id that is connected to any of the servers; null when there is none.</summary>
    /// <param name="id">The session's id.</param>
    ConnectedSession? FindAnySession(string id);

    /// <summary>The subscriptions of all sessions of this server that fit.</summary>
    /// <param name="matches">Says which.</param>
    IReadOnlyList<StompSubscriptionInfo> FindSubscriptions(Func<StompSubscriptionInfo, bool> matches);

    /// <summary>
    /// Ends the one session of that id, or all sessions of the user of that name, whichever servers they are connected to: each gets an ERROR with the reason.
    /// </summary>
    /// <param name="userOrSession">The user's name or the session's id.</param>
    /// <param name="reason">What the client is told.</param>
    /// <returns>How many sessions were ended; those of a server that does not answer within <see cref="ClusterOptions.AnswerTimeout"/> are not counted.</returns>
    ValueTask<int> DisconnectAsync(string userOrSession, string reason);
}
