namespace ChatServer.Presence;

/// <summary>A name in a room, and the sessions that are there under it.</summary>
/// <param name="user">Whose it is as long as it is there; null when it is anonymous sessions'.</param>
internal sealed class RosterEntry(string? user)
{
    private readonly List<Visit> _visits = [];

    /// <summary>Whose it is; never changes, so it can be read without the roster's lock.</summary>
    public string? User { get; } = user;

    public int Windows => _visits.Count;

    /// <summary>Who came first of those who are there.</summary>
    public Visit First => _visits[0];

    /// <summary>Away is who is so in every window.</summary>
    public bool IsAway => _visits.TrueForAll(visit => visit.IsAway);

    public void Add(Visit visit) => _visits.Add(visit);

    public bool Remove(Visit visit) => _visits.Remove(visit);

    public bool Holds(string memberId) => _visits.Exists(visit => visit.MemberId == memberId);
}
