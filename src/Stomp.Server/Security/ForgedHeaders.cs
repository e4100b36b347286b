using Stomp.Server.Log;

namespace Stomp.Server.Security;

/// <summary>
/// Headers by which a server speaks of sessions and users: Spring's <c>user-name</c>, <c>session</c> and <c>simp*</c>; and those of the log. A client that writes them into
/// a SEND would have its subscribers read them as the server's word, so they are left out.
/// </summary>
internal static class ForgedHeaders
{
    public static StompHeaders Remove(StompHeaders headers)
    {
        var own = 0;
        foreach (ref readonly var header in headers.AsSpan())
        {
            if (!IsServers(header.Key)) own++;
        }

        if (own == headers.Count) return headers;
        var left = new StompHeaders(own);
        foreach (ref readonly var header in headers.AsSpan())
        {
            if (!IsServers(header.Key)) left.Add(header.Key, header.Value);
        }

        return left;
    }

    // Receivers may not care about case, so neither does this.
    private static bool IsServers(string name) => name.StartsWith("simp", StringComparison.OrdinalIgnoreCase)
        || name.Equals("user-name", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("x-stream-", StringComparison.OrdinalIgnoreCase)
        || name.Equals(StreamHeaders.Recovered, StringComparison.OrdinalIgnoreCase)
        || name.Equals(StompHeaderNames.Session, StringComparison.OrdinalIgnoreCase);
}
