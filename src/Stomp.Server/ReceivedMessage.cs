using System.Text;

namespace Stomp.Server;

/// <summary>A message that a raw WebSocket or SockJS client sent.</summary>
/// <param name="data">Its bytes.</param>
/// <param name="isText">Whether it is text.</param>
public readonly struct ReceivedMessage(ReadOnlyMemory<byte> data, bool isText)
{
    /// <summary>The message's bytes, UTF-8 if it is text. They are only lent: what keeps them has to copy.</summary>
    public ReadOnlyMemory<byte> Data { get; } = data;

    /// <summary>Whether it is text; over SockJS everything is.</summary>
    public bool IsText { get; } = isText;

    /// <summary>The message as text.</summary>
    public string GetText() => Encoding.UTF8.GetString(Data.Span);
}
