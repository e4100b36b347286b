namespace Stomp.Server.Relay;

/// <summary>An address of the options as the client takes it.</summary>
internal static class RelayAddress
{
    /// <summary>Null when it is none.</summary>
    public static Uri? TryParse(string address, bool useTls)
    {
        var scheme = useTls ? "stomp+ssl" : "stomp";
        return !address.Contains("://", StringComparison.Ordinal) && Uri.TryCreate($"{scheme}://{address}", UriKind.Absolute, out var uri)
            && uri is { Host.Length: > 0, UserInfo.Length: 0, PathAndQuery: "" or "/" } && uri.Port != 0
            ? uri : null;
    }
}
