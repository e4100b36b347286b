namespace Stomp;

/// <summary>How client and server agree on a version (STOMP 1.2, "Protocol Negotiation").</summary>
public static class StompVersionNegotiation
{
    /// <summary>Every version spoken here, in the form of the <c>accept-version</c> and <c>version</c> headers.</summary>
    public const string Supported = "1.0,1.1,1.2";

    /// <summary>The version as it is written in headers, for example <c>1.2</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is no version of STOMP.</exception>
    public static string ToWireName(this StompVersion version) => version switch
    {
        StompVersion.V10 => "1.0",
        StompVersion.V11 => "1.1",
        StompVersion.V12 => "1.2",
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, "No version of STOMP."),
    };

    /// <summary>
    /// The highest version of an <c>accept-version</c> header that is spoken here; 1.0 when the header is missing;
    /// null when there is none in common.
    /// </summary>
    public static StompVersion? Highest(string? acceptVersion)
    {
        if (acceptVersion is null) return StompVersion.V10;

        StompVersion? highest = null;
        foreach (var range in acceptVersion.AsSpan().Split(','))
        {
            StompVersion? offered = acceptVersion.AsSpan(range).Trim() switch
            {
                "1.0" => StompVersion.V10,
                "1.1" => StompVersion.V11,
                "1.2" => StompVersion.V12,
                _ => null,
            };
            if (offered > highest || highest is null) highest = offered ?? highest;
        }

        return highest;
    }
}
