using System.Buffers;
using Stomp;

namespace Micro;

/// <summary>Frames as a chat sends them.</summary>
internal static class SampleFrames
{
    internal static byte[] Send(int bodyBytes) =>
        [.. "SEND\ndestination:/app/rooms/1/say\ncontent-type:application/json\n\n"u8, .. Body(bodyBytes), 0];

    internal static StompFrame Message(int bodyBytes, string contentType) => new(
        StompCommand.Message,
        new()
        {
            { StompHeaderNames.Destination, "/topic/rooms/1" },
            { StompHeaderNames.MessageId, "7-42" },
            { StompHeaderNames.Subscription, "sub-0" },
            { StompHeaderNames.ContentType, contentType },
        },
        new ReadOnlySequence<byte>(Body(bodyBytes)));

    private static byte[] Body(int bytes) => [.. Enumerable.Repeat((byte)'x', bytes)];
}
