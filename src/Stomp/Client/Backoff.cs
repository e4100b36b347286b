namespace Stomp.Client;

/// <summary>The waits between attempts, growing and spread.</summary>
/// <param name="options">How they grow.</param>
/// <param name="random">A number from 0 up to 1, for the jitter.</param>
internal sealed class Backoff(StompReconnectOptions options, Func<double> random)
{
    /// <summary>How many waits there were since <see cref="Reset"/>.</summary>
    public int Attempts { get; private set; }

    public bool IsSpent => Attempts >= options.MaxAttempts;

    public TimeSpan Next()
    {
        // A power that no double can hold is infinity, which Math.Min makes the longest wait.
        var longest = Math.Min(options.InitialDelay.TotalSeconds * Math.Pow(options.Factor, Attempts), options.MaxDelay.TotalSeconds);
        Attempts++;
        return TimeSpan.FromSeconds(longest * random());
    }

    public void Reset() => Attempts = 0;
}
