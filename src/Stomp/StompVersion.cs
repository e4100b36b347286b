namespace Stomp;

/// <summary>A version of the protocol. Later versions compare as greater.</summary>
public enum StompVersion
{
    /// <summary>STOMP 1.0: no escaping, no heart-beats, no NACK.</summary>
    V10 = 10,

    /// <summary>STOMP 1.1: escapes <c>\n</c>, <c>\c</c> and <c>\\</c>.</summary>
    V11 = 11,

    /// <summary>STOMP 1.2: escapes <c>\r</c> too, and lines may end in CR LF.</summary>
    V12 = 12,
}
