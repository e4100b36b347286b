namespace Stomp.Client;

/// <summary>
/// How a client comes back after its connection was lost: the wait before attempt <c>n</c> is drawn evenly from zero to
/// <c>InitialDelay * Factor^n</c>, at most <see cref="MaxDelay"/> ("full jitter": clients of a server that restarts come back spread out).
/// </summary>
public sealed record StompReconnectOptions
{
    /// <summary>No reconnecting: the client closes when its connection is lost.</summary>
    public static readonly StompReconnectOptions Never = new() { Enabled = false };

    /// <summary>Whether a lost connection is replaced. Defaults to true, as in stompjs.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// Whether the first connection is tried for in the same way, so that <see cref="StompClient.ConnectAsync"/> waits for a server that is not there yet.
    /// Defaults to false: it fails.
    /// </summary>
    public bool FromStart { get; init; }

    /// <summary>The longest wait before the first attempt. Defaults to 1 s.</summary>
    public TimeSpan InitialDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How much longer the next wait may be. Defaults to 2; at least 1.</summary>
    public double Factor { get; init; } = 2;

    /// <summary>The longest wait of all. Defaults to 30 s. A connection that lasted as long starts the count of attempts anew.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many attempts in a row may fail before the client gives up and closes. Defaults to null: it never does.</summary>
    public int? MaxAttempts { get; init; }

    internal IEnumerable<string> Faults()
    {
        if (InitialDelay < TimeSpan.Zero) yield return $"{nameof(InitialDelay)}: write zero or more.";
        if (Factor < 1) yield return $"{nameof(Factor)}: write 1 or more.";
        if (MaxDelay < InitialDelay) yield return $"{nameof(MaxDelay)}: write {nameof(InitialDelay)} or more.";
        if (MaxAttempts < 1) yield return $"{nameof(MaxAttempts)}: write 1 or more, null for no end, or Enabled = false.";
    }
}
