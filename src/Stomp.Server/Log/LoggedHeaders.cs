using Stomp.Server.Broker;

namespace Stomp.Server.Log;

/// <summary>Which headers of a message are kept with it: those that subscribers see of it in a replay as when it was sent.</summary>
internal static class LoggedHeaders
{
    /// <summary>The headers without those that speak of the sender's frame, or that the log writes itself.</summary>
    public static StompHeaders? Of(StompHeaders? headers)
    {
        if (headers is null) return null;
        var own = 0;
        foreach (ref readonly var header in headers.AsSpan())
        {
            if (IsKept(header.Key)) own++;
        }

        if (own == 0) return null;
        var kept = new StompHeaders(own + 1);
        foreach (ref readonly var header in headers.AsSpan())
        {
            if (IsKept(header.Key)) kept.Add(header.Key, header.Value);
        }

        return kept;
    }

    /// <summary>The headers, which are the message's own by now, with a key.</summary>
    public static StompHeaders With(StompHeaders? headers, string idempotencyKey)
    {
        headers ??= new(1);
        headers.Add(StreamHeaders.IdempotencyKey, idempotencyKey);
        return headers;
    }

    private static bool IsKept(string name) => !MessageEncoder.IsOurs(name) && name != StreamHeaders.Timestamp;
}
