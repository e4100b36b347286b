using ChatServer.Presence;
using Stomp.Server;

namespace ChatServer.Storage;

/// <summary>What the chat keeps beside its messages. Everything that cannot be done now throws <see cref="MessageLogException"/>.</summary>
public interface IChatStore
{
    /// <summary>Keeps that somebody is in a room, until <see cref="RemoveVisitAsync"/>; a crash does not end it.</summary>
    ValueTask AddVisitAsync(Visit visit);

    /// <summary>A visit is about to end, or is not after all: where several servers share the store, the others do not count it meanwhile.</summary>
    ValueTask MarkVisitAsync(Visit visit, bool isEnding) => default;

    /// <summary>A visit is over, at that time.</summary>
    ValueTask RemoveVisitAsync(Visit visit, DateTimeOffset at);

    /// <summary>The visits that this server's former life did not end, in the order of their beginning.</summary>
    ValueTask<IReadOnlyList<Visit>> ReadLeftVisitsAsync(CancellationToken cancellationToken);

    /// <summary>The visits of a room's other servers, where several share the store.</summary>
    ValueTask<IReadOnlyList<Visit>> ReadVisitsElsewhereAsync(string roomId, CancellationToken cancellationToken) => new([]);

    /// <summary>Says that this server lives for so long from now on, and takes over the visits of those that do not any more.</summary>
    /// <returns>The visits taken over, now or before, that have not ended yet.</returns>
    ValueTask<IReadOnlyList<Visit>> RenewLeaseAsync(TimeSpan lease, CancellationToken cancellationToken) => new([]);

    /// <summary>Who was in a room, latest first, those who are there included.</summary>
    ValueTask<IReadOnlyList<SeenMember>> ReadSeenAsync(string roomId, int most, CancellationToken cancellationToken);

    /// <summary>Lets go of who was in a room before that time, or before so many others; a name that comes again is new.</summary>
    ValueTask TrimSeenAsync(int mostNames, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Gives a room a title.</summary>
    /// <returns>False when it has one.</returns>
    ValueTask<bool> TryAddRoomAsync(TitledRoom room, CancellationToken cancellationToken);

    /// <summary>A room that has a title or messages; null when it has neither.</summary>
    ValueTask<StoredRoom?> FindRoomAsync(string roomId, CancellationToken cancellationToken);

    /// <summary>The rooms that have a title or messages, the last active first.</summary>
    /// <param name="find">What the title (the id of a room without one) has to contain, whatever the case of its letters; empty for all.</param>
    /// <param name="most">Most rooms.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<StoredRoom>> ListRoomsAsync(string find, int most, CancellationToken cancellationToken);

    /// <summary>Notes that two members talk with each other, and under which names.</summary>
    ValueTask KeepConversationAsync(Conversation conversation);

    /// <summary>The conversation of two members; null when they have none.</summary>
    ValueTask<Conversation?> FindConversationAsync(MemberPair pair, CancellationToken cancellationToken);

    /// <summary>The conversations of a member, latest first.</summary>
    ValueTask<IReadOnlyList<Conversation>> ListConversationsAsync(string memberId, int most, CancellationToken cancellationToken);

    /// <summary>Forgets the conversations of an anonymous member, whose session has ended.</summary>
    ValueTask ForgetConversationsAsync(string memberId);
}
