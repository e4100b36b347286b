using System.Diagnostics.Metrics;
using Stomp.Server.Sessions;

namespace Stomp.Server.Metrics;

/// <summary>
/// What goes through the server, in figures (docs/deploy.md). A message is counted once for all its subscribers; what is there now is counted when somebody
/// asks. Nothing of it costs more than a comparison while nobody listens.
/// </summary>
internal sealed class ServerMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Stomp.Server";

    /// <summary>The error of a frame that breaks a rule of STOMP or of the server, and ends its session.</summary>
    public const string BrokenRule = "protocol_error";

    // OpenTelemetry's attribute.
    private const string ErrorType = "error.type";

    private readonly Counter<long> _received;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _refused;

    public ServerMeter(IMeterFactory meters, SessionRegistry sessions, MemoryGauge gauge)
    {
        var meter = meters.Create(Name);
        _received = meter.CreateCounter<long>("stomp.server.received.messages", "{message}", "SEND frames of clients that may send there.");
        _delivered = meter.CreateCounter<long>("stomp.server.delivered.messages", "{message}", "MESSAGE frames put into what waits for a session.");
        _refused = meter.CreateCounter<long>("stomp.server.refused.frames", "{frame}", "Frames of clients that were refused.");
        meter.CreateObservableUpDownCounter("stomp.server.active_sessions", () => sessions.SessionCount, "{session}", "Sessions that are connected.");
        meter.CreateObservableUpDownCounter("stomp.server.active_subscriptions", () => sessions.All.Sum(session => session.SubscriptionCount), "{subscription}",
            "Subscriptions of these sessions.");
        meter.CreateObservableUpDownCounter("stomp.server.queued.size", () => gauge.Bytes, "By", "What waits for sessions and in queues, to about 16 KiB for each session.");
    }

    public void Receive() => _received.Add(1);

    public void Deliver(int messages)
    {
        if (messages > 0) _delivered.Add(messages);
    }

    /// <param name="type">The problem's type.</param>
    public void Refuse(string type) => _refused.Add(1, new KeyValuePair<string, object?>(ErrorType, type));
}
