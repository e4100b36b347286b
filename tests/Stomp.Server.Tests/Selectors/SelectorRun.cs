using Stomp.Server.Broker.Selectors;

namespace Stomp.Server.Tests.Selectors;

/// <summary>Runs a selector on a message whose headers are written as <c>name=value;name=value</c>.</summary>
internal static class SelectorRun
{
    public static SelectorMessage Message(string headers)
    {
        var all = new StompHeaders();
        foreach (var header in headers.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = header.IndexOf('=', StringComparison.Ordinal);
            all.Add(header[..equals], header[(equals + 1)..]);
        }

        return new(all, "/topic/news", "text/plain", "m-1");
    }

    /// <returns>True, false or, when neither the expression nor its negation matches, unknown as null.</returns>
    public static bool? Truth(string expression, in SelectorMessage message)
    {
        var (isTrue, isFalse) = (Selector.Parse(expression).Matches(message), Selector.Parse($"NOT ({expression})").Matches(message));
        if (isTrue && isFalse) throw new InvalidOperationException($"Both {expression} and its negation match.");
        return isTrue ? true : isFalse ? false : null;
    }
}
