using Stomp.Server.Sessions;

namespace Stomp.Server.Transports;

/// <summary>Runs STOMP on the message connections of an endpoint.</summary>
internal sealed class StompApplication(SessionEndpoint endpoint, SessionServices services) : MessageApplication
{
    // The names registered with IANA, the one to prefer first.
    private static readonly string[] Versions = ["v12.stomp", "v11.stomp", "v10.stomp"];

    public override IList<string> AllowedOrigins => endpoint.Options.AllowedOrigins;

    public override bool AllowsCompression => endpoint.Options.AllowCompression;

    /// <remarks>A message is a piece of the stream, and the parser knows how long frames may be.</remarks>
    public override int? MaxMessageBytes => null;

    /// <remarks>The outbox has the limit: it hands over little more than the connection has room for.</remarks>
    public override int MaxQueuedBytes => int.MaxValue;

    /// <remarks>Enough that the next request takes many frames at once.</remarks>
    public override int MaxBytesAhead => 64 * 1024;

    /// <remarks>The session looks after its outbox' writes itself.</remarks>
    public override TimeSpan SendTimeLimit => Timeout.InfiniteTimeSpan;

    public override TimeSpan KeepAliveInterval => TimeSpan.Zero;

    public override bool NeedsHandshake => endpoint.Options.RequireAntiforgery;

    public override string[] SubProtocols => Versions;

    public override Task RunAsync(MessageConnection connection, ConnectionRequest request)
    {
        var transport = new MessageTransport(connection);
        var session = new StompSession(transport, request.User, endpoint, services)
        {
            Handshake = request.Handshake,
            RemoteAddress = request.RemoteAddress,
            AuthenticatedUntil = request.AuthenticatedUntil,
        };
        transport.HasHeartBeats = () => session.HeartBeats.SendEvery > 0;
        return Task.WhenAll(transport.RunAsync(), session.RunAsync());
    }
}
