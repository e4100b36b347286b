namespace Stomp.Server;

/// <summary>Why a session with raw messages closed.</summary>
/// <param name="Code">The status of RFC 6455, 7.4: 1000 for a normal end, 1005 when the client gave none, 1006 when the connection was lost.</param>
/// <param name="Reason">A text, empty if there is none.</param>
public readonly record struct MessageCloseStatus(int Code, string Reason)
{
    internal const int Normal = 1000;
    internal const int NoStatus = 1005;
    internal const int Lost = 1006;
    internal const int PolicyViolation = 1008;
    internal const int TooBig = 1009;
    internal const int Failed = 1011;
    internal const int ServiceRestart = 1012;

    /// <summary>Whether the connection ended without a word.</summary>
    public bool IsLost => Code == Lost;
}
