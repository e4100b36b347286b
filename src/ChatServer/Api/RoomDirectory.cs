using System.Text.Json;
using ChatServer.Presence;
using ChatServer.Rooms;
using ChatServer.Storage;
using Stomp.Server;

namespace ChatServer.Api;

/// <summary>Rooms and what was said in them, put together from where it is kept and from who is there.</summary>
internal sealed class RoomDirectory(IChatStore store, IMessageLog log, Rosters rosters, ChatRules rules, TimeProvider time)
{
    private const int MostBytes = 4 << 20;

    public async Task<RoomList> ListAsync(string find, int limit, CancellationToken cancellationToken)
    {
        var rooms = new List<Room>();
        foreach (var stored in await store.ListRoomsAsync(find, limit, cancellationToken)) rooms.Add(await DescribeAsync(stored, cancellationToken));
        return new(rooms);
    }

    public async Task<Room?> FindAsync(string roomId, CancellationToken cancellationToken)
    {
        rules.CheckRoomId(roomId);
        return await store.FindRoomAsync(roomId, cancellationToken) is { } stored ? await DescribeAsync(stored, cancellationToken) : null;
    }

    /// <returns>The room; null when there is one with a title already.</returns>
    public async Task<Room?> CreateAsync(NewRoom wanted, CancellationToken cancellationToken)
    {
        var roomId = wanted.RoomId ?? Guid.NewGuid().ToString();
        rules.CheckRoomId(roomId);
        rules.CheckSender(wanted.CreatedBy, "createdBy");
        rules.CheckTitle(wanted.Title);
        var room = new TitledRoom(roomId, wanted.Title, wanted.CreatedBy, time.GetUtcNow());
        return await store.TryAddRoomAsync(room, cancellationToken) ? await FindAsync(roomId, cancellationToken) : null;
    }

    public async Task<RoomPage> ReadAsync(string roomId, LogPosition at, int limit, CancellationToken cancellationToken)
    {
        rules.CheckRoomId(roomId);
        at.Check();
        var page = await LogPage.ReadAsync(log, RoomTopic.Of(roomId), at, limit, MostBytes, cancellationToken);
        return new(log.Epoch, page.Range.First, page.Range.Next, [.. page.Messages.Select(ToRoomMessage)]);
    }

    private static RoomMessage ToRoomMessage(LoggedMessage message)
    {
        var said = Read(message);
        return new(message.Offset, message.Timestamp.ToUnixTimeMilliseconds(), said.Type ?? MessageType.TALK, said.Sender, said.Message, message.Headers?["idempotency-key"]);
    }

    private static ChatMessage Read(LoggedMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize(message.Body.Span, ChatJson.Default.ChatMessage) ?? new("", null, "");
        }
        catch (JsonException)
        {
            // Where the settings let clients write to the broker, anything may stand in a room's log.
            return new("", null, "", message.IsText ? System.Text.Encoding.UTF8.GetString(message.Body.Span) : null);
        }
    }

    private async Task<Room> DescribeAsync(StoredRoom stored, CancellationToken cancellationToken)
    {
        var online = rosters.Find(stored.Id)?.Members ?? 0;
        var messages = stored.LastOffset > 0 ? await log.ReadAsync(RoomTopic.Of(stored.Id), stored.LastOffset, 1, cancellationToken) : [];
        var last = messages.Count > 0 ? ToRoomMessage(messages[0]) : null;
        return new(stored.Id, stored.Titled?.Title ?? stored.Id, stored.Titled?.CreatedBy, stored.Titled?.CreatedAt.ToUnixTimeMilliseconds(),
            Math.Max(stored.Seen, online), online, stored.LastAt?.ToUnixTimeMilliseconds(),
            last is null ? null : new(last.Sender, Preview.Of(last.Message), last.Type, last.Timestamp, last.Offset));
    }
}
