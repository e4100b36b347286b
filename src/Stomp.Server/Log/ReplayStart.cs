namespace Stomp.Server.Log;

/// <summary>Where a replay begins.</summary>
/// <param name="Offset">The first offset that comes.</param>
/// <param name="Recovered">Whether everything comes that was asked for.</param>
internal readonly record struct ReplayStart(long Offset, bool Recovered);
