namespace ChatServer.Api;

/// <summary>A piece of what was said in a room.</summary>
/// <param name="Epoch">The log's identity: offsets of another one mean other messages.</param>
/// <param name="First">The oldest offset that is kept.</param>
/// <param name="Next">The offset that the next message gets.</param>
/// <param name="Messages">The messages, in their order.</param>
public sealed record RoomPage(string Epoch, long First, long Next, IReadOnlyList<RoomMessage> Messages);
