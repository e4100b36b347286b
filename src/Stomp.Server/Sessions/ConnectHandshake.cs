namespace Stomp.Server.Sessions;

/// <summary>The first frame of a session (STOMP 1.2, "Connecting"): agrees on the version and the heart-beats.</summary>
internal static class ConnectHandshake
{
    private const string Rule = "STOMP 1.2, Connecting";

    /// <summary>Answers CONNECT with CONNECTED, or with an ERROR and the session's end.</summary>
    /// <returns>Whether the session is connected.</returns>
    public static bool Accept(StompSession session, StompFrame frame, StompOptions options, SessionTimer timer)
    {
        if (frame.Command is not (StompCommand.Connect or StompCommand.Stomp))
        {
            throw new StompProtocolException(frame.Command.ToWireName(), null, "the first frame must be CONNECT or STOMP", Rule)
            {
                ReceiptId = frame.Headers[StompHeaderNames.Receipt],
            };
        }

        if (StompVersionNegotiation.Highest(frame.Headers[StompHeaderNames.AcceptVersion]) is not { } version)
        {
            const string Text = $"None of the versions in 'accept-version' is spoken here, only {StompVersionNegotiation.Supported}.";
            session.Refuse(Text, ErrorFrames.Of(Text, StompVersion.V10, withVersions: true));
            return false;
        }

        var client = HeartBeat.Parse(frame.Headers[StompHeaderNames.HeartBeat], frame.Command);
        // Heart-beats came with 1.1.
        var server = version == StompVersion.V10
            ? HeartBeat.None
            : new HeartBeat((int)options.HeartBeatOutgoing.TotalMilliseconds, (int)options.HeartBeatIncoming.TotalMilliseconds);
        session.Version = version;
        session.IsConnected = true;
        session.HeartBeats = (server.SendEvery(client), server.ExpectEvery(client));
        if (session.HeartBeats.SendEvery > 0) timer.Serve(TimeSpan.FromMilliseconds(session.HeartBeats.SendEvery));
        if (session.HeartBeats.ExpectEvery > 0) timer.Serve(TimeSpan.FromMilliseconds(session.HeartBeats.ExpectEvery));

        var headers = new StompHeaders(4);
        headers.Add(StompHeaderNames.Version, version.ToWireName());
        headers.Add(StompHeaderNames.Session, session.Id);
        if (!string.IsNullOrEmpty(options.ServerName)) headers.Add(StompHeaderNames.Server, options.ServerName);
        headers.Add(StompHeaderNames.HeartBeat, server.ToString());
        session.Send(new StompFrame(StompCommand.Connected, headers));
        return true;
    }
}
