using System.Buffers;

namespace Stomp.Server.Transports.SockJs;

/// <summary>
/// Which pages may put an answer into a frame (CSP, "frame-ancestors"): those that may connect, whatever else the application forbids.
/// </summary>
internal static class FramePolicy
{
    private static readonly SearchValues<char> EndsSource = SearchValues.Create(" ;,'\"\r\n");

    /// <remarks>Patterns of origins are mostly what the policy understands; one that is not lets nobody in.</remarks>
    public static string Ancestors(IEnumerable<string> origins)
    {
        var framers = origins.Where(origin => !origin.AsSpan().ContainsAny(EndsSource));
        return $"frame-ancestors {string.Join(' ', framers.Prepend("'self'"))}";
    }
}
