namespace ChatServer.Rooms;

/// <summary>What a <see cref="ChatMessage"/> says; on the wire it is the name.</summary>
public enum MessageType
{
    /// <summary>Somebody came into the room.</summary>
    JOIN,

    /// <summary>Somebody says something.</summary>
    TALK,

    /// <summary>Somebody left the room.</summary>
    LEAVE,
}
