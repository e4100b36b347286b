using Microsoft.Extensions.Options;
using Stomp.Server.Cluster;
using Stomp.Server.Security;

namespace Stomp.Server.Sessions;

/// <summary>The first frame of a session (STOMP 1.2, "Connecting"): agrees on the version and the heart-beats, and finds out who the client is.</summary>
internal sealed class ConnectHandshake(ConnectAdmission admission, SessionTimer timer, SessionRegistry registry, NodeDirectory nodes, IOptions<StompOptions> options)
{
    private const string Rule = "STOMP 1.2, Connecting";

    private readonly StompOptions _options = options.Value;

    /// <summary>Answers CONNECT with CONNECTED, or with an ERROR and the session's end.</summary>
    /// <exception cref="StompProtocolException">It is no CONNECT, or a header is wrong.</exception>
    /// <exception cref="MessageRejectedException">The client is refused.</exception>
    public async ValueTask AcceptAsync(StompSession session, StompFrame frame)
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
            return;
        }

        var client = HeartBeat.Parse(frame.Headers[StompHeaderNames.HeartBeat], frame.Command);
        session.Version = version;
        await admission.AdmitAsync(session, frame);
        // What is sent to such a user would reach the session of that id, which comes first (SessionRegistry.Find).
        if (session.UserName is { } user && (registry.FindConnected(user) is not null || nodes.Find(user) is not null))
            throw new MessageRejectedException("This name cannot be used here.");
        await session.TellConnectingAsync();
        // Whoever asked was told that it is refused; or it has gone.
        if (session.IsClosing) return;

        // Heart-beats came with 1.1.
        var server = version == StompVersion.V10
            ? HeartBeat.None
            : new HeartBeat((int)_options.HeartBeatOutgoing.TotalMilliseconds, (int)_options.HeartBeatIncoming.TotalMilliseconds);
        session.IsConnected = true;
        registry.AddConnected(session);
        session.HeartBeats = (server.SendEvery(client), server.ExpectEvery(client));
        if (session.HeartBeats.SendEvery > 0) timer.Serve(TimeSpan.FromMilliseconds(session.HeartBeats.SendEvery));
        if (session.HeartBeats.ExpectEvery > 0) timer.Serve(TimeSpan.FromMilliseconds(session.HeartBeats.ExpectEvery));
        session.Send(Connected(session, server));
        await session.TellConnectedAsync();
    }

    private StompFrame Connected(StompSession session, HeartBeat heartBeat)
    {
        var headers = new StompHeaders(5);
        headers.Add(StompHeaderNames.Version, session.Version.ToWireName());
        headers.Add(StompHeaderNames.Session, session.Id);
        if (!string.IsNullOrEmpty(_options.ServerName)) headers.Add(StompHeaderNames.Server, _options.ServerName);
        headers.Add(StompHeaderNames.HeartBeat, heartBeat.ToString());
        // Spring's header. CONNECTED has no escapes, so a name with a line end in it stays here.
        if (session.UserName is { } name && StompWriter.CanWrite(StompCommand.Connected, "user-name", name, session.Version))
            headers.Add("user-name", name);
        return new StompFrame(StompCommand.Connected, headers);
    }
}
