using ChatServer.Rooms;
using ChatServer.Storage.Search;
using Stomp.Server;

namespace ChatServer.Api;

/// <summary>Finds what was said.</summary>
internal static class SearchEndpoints
{
    private const int MostHits = 100;
    private const int MostRooms = 100;
    private const int DefaultLimit = 20;

    public static void MapSearch(this IEndpointRouteBuilder api)
    {
        api.MapGet("/rooms/{roomId}/search", SearchRoomAsync).WithName("SearchRoom")
            .WithSummary("Messages of a room that hold each of the words, wherever in a word of theirs, newest first.");
        api.MapGet("/search", SearchRoomsAsync).WithName("Search").WithSummary("The same over several rooms.");
    }

    private static Task<FoundMessages> SearchRoomAsync(string roomId, string q, IMessageSearch search, ChatRules rules, CancellationToken cancellationToken,
        int limit = DefaultLimit, long? before = null) => FindAsync(search, rules, [roomId], q, before, null, limit, cancellationToken);

    private static Task<FoundMessages> SearchRoomsAsync(string q, string[] room, IMessageSearch search, ChatRules rules, CancellationToken cancellationToken,
        int limit = DefaultLimit, long? before = null)
    {
        if (room.Length is < 1 or > MostRooms) throw new MessageRejectedException($"room: expected 1 to {MostRooms} rooms, got {room.Length}.");
        var latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        return FindAsync(search, rules, [.. room.Distinct(StringComparer.Ordinal)], q, null,
            before is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(time, 0, latest)) : null, limit, cancellationToken);
    }

    private static async Task<FoundMessages> FindAsync(IMessageSearch search, ChatRules rules, string[] rooms, string q, long? beforeOffset, DateTimeOffset? before,
        int limit, CancellationToken cancellationToken)
    {
        foreach (var room in rooms) rules.CheckRoomId(room);
        ApiLimits.Check(nameof(limit), limit, MostHits);
        ApiLimits.CheckText(nameof(q), q);
        var found = await search.SearchAsync(rooms, q, beforeOffset, before, limit, cancellationToken);
        return new(found.Total, found.HasMore,
            [.. found.Hits.Select(hit => new FoundMessage(hit.RoomId, hit.Offset, hit.Timestamp.ToUnixTimeMilliseconds(), hit.Sender, hit.Message))]);
    }
}
