using ChatServer.Presence;
using Stomp.Server;

namespace ChatServer.Storage;

/// <summary>What the chat keeps beside its messages. Everything that cannot be done now throws <see cref="MessageLogException"/>.</summary>
public interface IChatStore
{
    /// <summary>Keeps that somebody is in a room, until <see cref="RemoveVisitAsync"/>; a crash does not end it.</summary>
    ValueTask AddVisitAsync(Visit visit);

    /// <summary>Nobody is there any more under this visit; keeps when its name was seen.</summary>
    ValueTask RemoveVisitAsync(string visitId, DateTimeOffset at);

    /// <summary>The visits that this server's former life did not end.</summary>
    ValueTask<IReadOnlyList<Visit>> ReadLeftVisitsAsync(CancellationToken cancellationToken);

    /// <summary>Who was in a room, latest first, those who are there included.</summary>
    ValueTask<IReadOnlyList<SeenMember>> ReadSeenAsync(string roomId, int most, CancellationToken cancellationToken);
}
