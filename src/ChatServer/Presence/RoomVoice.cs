using ChatServer.Rooms;
using Stomp.Server;

namespace ChatServer.Presence;

/// <summary>
/// Says JOIN and LEAVE for the server: outside of the frame that leads to them, whose receipt alone would tell what became of them. Who comes and goes has
/// to know whether the log has it.
/// </summary>
/// <param name="template">Sends.</param>
/// <param name="outside">A flow of control that no frame is handled in.</param>
public sealed class RoomVoice(IMessageTemplate template, ExecutionContext outside)
{
    /// <summary>Sends a message to its room. Its place among the room's messages is decided when this returns.</summary>
    /// <returns>Done when the log has it, and the room was told.</returns>
    /// <exception cref="MessageLogException">The log cannot keep it now.</exception>
    public ValueTask SayAsync(ChatMessage message, MessageOptions options)
    {
        ValueTask said = default;
        ExecutionContext.Run(outside, _ => said = template.SendAsync(RoomTopic.Of(message.RoomId), message, options), null);
        return said;
    }
}
