namespace Stomp.Client;

/// <summary>The first frames of a connection (STOMP 1.2, "Connecting").</summary>
internal static class ClientHandshake
{
    private const string Rule = "STOMP 1.2, CONNECTED Frame";

    public static StompFrame Connect(StompAddress address, StompClientOptions options)
    {
        var headers = new StompHeaders(8);
        headers.Add(StompHeaderNames.AcceptVersion, string.Join(',', options.Versions.Order().Select(version => version.ToWireName())));
        if (options.Host != "") headers.Add(StompHeaderNames.Host, options.Host ?? address.Host);
        if (options.Login is not null) headers.Add(StompHeaderNames.Login, options.Login);
        if (options.Passcode is not null) headers.Add(StompHeaderNames.Passcode, options.Passcode);
        headers.Add(StompHeaderNames.HeartBeat, HeartBeatWatch.Offer(options).ToString());
        foreach (var header in options.ConnectHeaders ?? []) headers.Add(header.Key, header.Value);
        return new(StompCommand.Connect, headers);
    }

    /// <summary>Reads the server's answer.</summary>
    /// <returns>The version agreed on and the server's heart-beats.</returns>
    /// <exception cref="StompErrorException">The server refuses.</exception>
    /// <exception cref="StompProtocolException">The answer is not what it has to be.</exception>
    public static (StompVersion Version, HeartBeat HeartBeat) Accept(StompFrame? frame, StompClientOptions options)
    {
        if (frame is null) throw new StompConnectionException("The server closed the connection instead of answering CONNECT.");
        if (frame.Command == StompCommand.Error) throw new StompErrorException(frame);
        if (frame.Command != StompCommand.Connected) throw Fault(frame, null, "expected CONNECTED");

        // 1.0 has no version header.
        var text = frame.Headers[StompHeaderNames.Version];
        if (StompVersionNegotiation.Highest(text) is not { } version || !options.Versions.Contains(version))
            throw Fault(frame, StompHeaderNames.Version, $"'{StompProtocolException.Quote(text ?? "1.0")}' was not offered");
        var heartBeat = version == StompVersion.V10 ? HeartBeat.None : HeartBeat.Parse(frame.Headers[StompHeaderNames.HeartBeat], frame.Command);
        return (version, heartBeat);
    }

    private static StompProtocolException Fault(StompFrame frame, string? header, string fault) => new(frame.Command.ToWireName(), header, fault, Rule);
}
