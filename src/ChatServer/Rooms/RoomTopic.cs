namespace ChatServer.Rooms;

/// <summary>The destination of a room's messages.</summary>
internal static class RoomTopic
{
    public const string Prefix = "/topic/public/";

    public static string Of(string roomId) => Prefix + roomId;
}
