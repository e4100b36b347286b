using System.Buffers;
using System.Text;

namespace Stomp.Server.Tests;

/// <summary>Frames that filters make.</summary>
internal static class Frames
{
    public static StompFrame Of(StompCommand command, string body, params (string Name, string Value)[] headers)
    {
        var all = new StompHeaders();
        foreach (var (name, value) in headers) all.Add(name, value);
        return new StompFrame(command, all, new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)));
    }

    /// <summary>The same frame with another body.</summary>
    public static StompFrame WithBody(this StompFrame frame, string body) =>
        new(frame.Command, frame.Headers, new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)));
}
