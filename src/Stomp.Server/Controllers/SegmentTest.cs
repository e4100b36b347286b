namespace Stomp.Server.Controllers;

/// <summary>Whether a segment of a destination satisfies a constraint.</summary>
internal delegate bool SegmentTest(ReadOnlySpan<char> segment);
