using System.Collections.Concurrent;
using ChatServer.Presence;
using ChatServer.Rooms;
using Stomp.Server;

namespace ChatServer.Storage;

/// <summary>Keeps it for as long as the process lives.</summary>
internal sealed class MemoryChatStore(IMessageLogStore log) : IChatStore
{
    private readonly ConcurrentDictionary<string, TitledRoom> _rooms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Dictionary<string, SeenMember>> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<MemberPair, Conversation> _conversations = new();

    public ValueTask AddVisitAsync(Visit visit) => SeeAsync(visit, visit.Since);

    public ValueTask RemoveVisitAsync(Visit visit, DateTimeOffset at) => SeeAsync(visit, at);

    public ValueTask<IReadOnlyList<Visit>> ReadLeftVisitsAsync(CancellationToken cancellationToken) => new([]);

    public ValueTask<IReadOnlyList<SeenMember>> ReadSeenAsync(string roomId, int most, CancellationToken cancellationToken)
    {
        if (!_seen.TryGetValue(roomId, out var names)) return new([]);
        lock (names) return new([.. names.Values.OrderByDescending(member => member.At).ThenBy(member => member.Name, StringComparer.Ordinal).Take(most)]);
    }

    public ValueTask TrimSeenAsync(int mostNames, DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var (roomId, names) in _seen)
        {
            lock (names)
            {
                var late = names.Values.Where(member => member.At >= before).OrderByDescending(member => member.At).ThenBy(member => member.Name, StringComparer.Ordinal);
                var kept = late.Take(mostNames).Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
                foreach (var name in names.Keys.Where(name => !kept.Contains(name))) names.Remove(name);
                if (names.Count == 0) _seen.TryRemove(new(roomId, names));
            }
        }

        return default;
    }

    public ValueTask<bool> TryAddRoomAsync(TitledRoom room, CancellationToken cancellationToken) => new(_rooms.TryAdd(room.Id, room));

    public async ValueTask<StoredRoom?> FindRoomAsync(string roomId, CancellationToken cancellationToken)
    {
        var room = await ReadRoomAsync(roomId, cancellationToken);
        return room.Titled is null && room.LastAt is null ? null : room;
    }

    public async ValueTask<IReadOnlyList<StoredRoom>> ListRoomsAsync(string find, int most, CancellationToken cancellationToken)
    {
        var topics = await log.ListDestinationsAsync(cancellationToken);
        var ids = topics.Where(topic => topic.StartsWith(RoomTopic.Prefix, StringComparison.Ordinal)).Select(topic => topic[RoomTopic.Prefix.Length..]);
        var rooms = new List<StoredRoom>();
        foreach (var id in ids.Union(_rooms.Keys, StringComparer.Ordinal).Where(id => TitleOf(id).Contains(find, StringComparison.OrdinalIgnoreCase)))
            rooms.Add(await ReadRoomAsync(id, cancellationToken));
        return [.. rooms.OrderByDescending(room => room.LastAt ?? room.Titled?.CreatedAt).ThenBy(room => room.Id, StringComparer.Ordinal).Take(most)];
    }

    public ValueTask KeepConversationAsync(Conversation conversation)
    {
        _conversations[conversation.Pair] = conversation;
        return default;
    }

    public ValueTask<Conversation?> FindConversationAsync(MemberPair pair, CancellationToken cancellationToken) => new(_conversations.GetValueOrDefault(pair));

    public ValueTask<IReadOnlyList<Conversation>> ListConversationsAsync(string memberId, int most, CancellationToken cancellationToken) => new(
        [.. _conversations.Values.Where(one => one.Pair.First == memberId || one.Pair.Second == memberId).OrderByDescending(one => one.At).Take(most)]);

    public ValueTask ForgetConversationsAsync(string memberId)
    {
        foreach (var pair in _conversations.Keys.Where(pair => pair.First == memberId || pair.Second == memberId)) _conversations.TryRemove(pair, out _);
        return default;
    }

    private string TitleOf(string roomId) => _rooms.TryGetValue(roomId, out var room) ? room.Title : roomId;

    private async ValueTask<StoredRoom> ReadRoomAsync(string roomId, CancellationToken cancellationToken)
    {
        var topic = RoomTopic.Of(roomId);
        var last = (await log.GetRangeAsync(topic, cancellationToken)).Next - 1;
        var messages = await log.ReadAsync(topic, last, 1, int.MaxValue, cancellationToken);
        DateTimeOffset? at = messages.Count > 0 ? messages[0].Timestamp : null;
        return new(roomId, _rooms.GetValueOrDefault(roomId), at, last, _seen.TryGetValue(roomId, out var names) ? names.Count : 0);
    }

    private ValueTask SeeAsync(Visit visit, DateTimeOffset at)
    {
        while (true)
        {
            var names = _seen.GetOrAdd(visit.RoomId, static _ => new(StringComparer.Ordinal));
            lock (names)
            {
                names[visit.Name] = new(visit.Name, visit.User, at);
                // Nobody was left of it, and it is gone.
                if (_seen.TryGetValue(visit.RoomId, out var kept) && kept == names) return default;
            }
        }
    }
}
