namespace Stomp.Server.Sessions;

/// <summary>Text of a client on its way into the log.</summary>
internal static class LogText
{
    /// <summary>The text without control characters: a line end in it would forge a line of the log.</summary>
    public static string OneLine(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\x1F')
            ? string.Create(text.Length, text, (target, source) =>
            {
                for (var i = 0; i < target.Length; i++) target[i] = char.IsControl(source[i]) ? '?' : source[i];
            })
            : text;
}
