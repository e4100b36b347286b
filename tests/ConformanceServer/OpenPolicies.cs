using Stomp.Server;

namespace ConformanceServer;

/// <summary>Clients may do what the protocol has: suites from outside know nothing of an application's rules.</summary>
internal static class OpenPolicies
{
    private const int MostFrameBytes = 2 << 20;

    public static void Apply(StompOptions options)
    {
        options.OpenLikeSpring = true;
        options.MaxFrameBytes = MostFrameBytes;
        options.MaxBodyBytes = MostFrameBytes;
        options.MaxQueuedBytes = 8 * MostFrameBytes;
        options.HeartBeatOutgoing = TimeSpan.FromMilliseconds(100);
        options.HeartBeatIncoming = TimeSpan.FromMilliseconds(100);
        // A tenth of a second is soon over on a busy machine.
        options.HeartBeatTolerance = 5;
    }
}
