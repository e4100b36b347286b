using Stomp.Server;

namespace ChatServer.Api;

/// <summary>What may stand in a query.</summary>
internal static class ApiLimits
{
    private const int LongestText = 200;

    /// <exception cref="MessageRejectedException">It is out of its range.</exception>
    public static void Check(string parameter, int value, int most)
    {
        if (value < 1 || value > most) throw new MessageRejectedException($"{parameter}: expected 1 to {most}, got {value}.");
    }

    /// <exception cref="MessageRejectedException">It is too long.</exception>
    public static void CheckText(string parameter, string text)
    {
        if (text.Length > LongestText) throw new MessageRejectedException($"{parameter}: at most {LongestText} characters, got {text.Length}.");
        // What PostgreSQL has no text for.
        if (text.Contains('\0', StringComparison.Ordinal)) throw new MessageRejectedException($"{parameter}: must not hold NUL.");
    }
}
