using System.Globalization;
using System.Text;

namespace Stomp;

/// <summary>
/// What was received is not STOMP, or is over a limit. The message is fit for the peer: it names the frame, the header
/// and the rule, and shows nothing of the inside. The connection it came from cannot be used further.
/// </summary>
/// <param name="frame">The command of the frame in fault, or null when it has none yet.</param>
/// <param name="header">The header in fault, or null when no single one is.</param>
/// <param name="fault">What is wrong and what was expected.</param>
/// <param name="rule">The rule that was broken: a section of the specification, or the limit's name.</param>
public sealed class StompProtocolException(string? frame, string? header, string fault, string rule)
    : Exception(Describe(frame, header, fault, rule))
{
    private const int LongestQuote = 64;

    /// <summary>The command of the frame in fault, or null when it has none yet.</summary>
    public string? Frame { get; } = frame;

    /// <summary>The header in fault, or null when no single one is.</summary>
    public string? Header { get; } = header;

    /// <summary>The rule that was broken: a section of the specification, or the name of a limit.</summary>
    public string Rule { get; } = rule;

    /// <summary>The <c>receipt</c> header of the frame in fault, when it was read before the fault was found.</summary>
    public string? ReceiptId { get; init; }

    private static string Describe(string? frame, string? header, string fault, string rule)
    {
        var text = new StringBuilder();
        if (frame is not null) text.Append(frame).Append(" frame");
        if (header is not null) text.Append(frame is null ? "" : ", ").Append("header '").Append(Quote(header)).Append('\'');
        if (text.Length > 0) text.Append(": ");
        return text.Append(fault).Append(" (").Append(rule).Append(')').ToString();
    }

    /// <summary>Text of a peer made fit to be shown: short, on one line, nothing unprintable.</summary>
    internal static string Quote(string text, int longest = LongestQuote)
    {
        var quoted = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (quoted.Length >= longest) return quoted.Append('…').ToString();
            quoted.Append(IsPrintable(rune) ? rune.ToString() : "?");
        }

        return quoted.ToString();
    }

    // A line separator would break a log's line, a format character such as U+202E would turn it around.
    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
