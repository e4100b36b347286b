using ChatServer.Presence;
using ChatServer.Rooms;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Stomp.Server;

namespace ChatServer.Api;

/// <summary>Rooms over HTTP: what a page asks for before, and beside, what it hears over STOMP.</summary>
internal static class RoomEndpoints
{
    private const int MostRooms = 200;
    private const int MostMessages = 200;
    private const int DefaultLimit = 50;

    public static void MapRooms(this IEndpointRouteBuilder api)
    {
        api.MapGet("/rooms", ListAsync).WithName("ListRooms").WithSummary("Rooms that have a title or messages, the last active first.");
        api.MapPost("/rooms", CreateAsync).WithName("CreateRoom").WithSummary("Gives a room a title.").ProducesProblem(StatusCodes.Status409Conflict);
        api.MapGet("/rooms/{roomId}", FindAsync).WithName("GetRoom").WithSummary("One room.").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/rooms/{roomId}/messages", ReadAsync).WithName("GetMessages")
            .WithSummary("Messages of a room in their order: the newest, or those before, after or around an offset.");
        api.MapGet("/rooms/{roomId}/members", MembersAsync).WithName("GetMembers").WithSummary("Who is in a room, and who has left it.");
    }

    private static Task<RoomList> ListAsync(RoomDirectory rooms, CancellationToken cancellationToken, string find = "", int limit = DefaultLimit)
    {
        ApiLimits.Check(nameof(limit), limit, MostRooms);
        ApiLimits.CheckText(nameof(find), find);
        return rooms.ListAsync(find, limit, cancellationToken);
    }

    private static async Task<Created<Room>> CreateAsync([FromBody] NewRoom room, RoomDirectory rooms, CancellationToken cancellationToken) =>
        await rooms.CreateAsync(room, cancellationToken) is { } created
            ? TypedResults.Created($"/api/rooms/{Uri.EscapeDataString(created.RoomId)}", created)
            : throw new MessageRejectedException("roomId: there is a room of this id already.", ApiFaults.RoomExists);

    private static async Task<Room> FindAsync(string roomId, RoomDirectory rooms, CancellationToken cancellationToken) =>
        await rooms.FindAsync(roomId, cancellationToken)
        ?? throw new MessageRejectedException("roomId: nobody has ever talked there.", ApiFaults.NoRoom);

    private static Task<RoomPage> ReadAsync(string roomId, RoomDirectory rooms, CancellationToken cancellationToken,
        long? before = null, long? after = null, long? around = null, int limit = DefaultLimit)
    {
        ApiLimits.Check(nameof(limit), limit, MostMessages);
        return rooms.ReadAsync(roomId, new(before, after, around), limit, cancellationToken);
    }

    private static async Task<RoomMember[]> MembersAsync(string roomId, MemberList members, ChatRules rules, CancellationToken cancellationToken)
    {
        rules.CheckRoomId(roomId);
        return await members.ReadAsync(roomId, cancellationToken);
    }
}
