using System.Diagnostics;

namespace Load;

/// <summary>Times, counted in steps of a twentieth of their size, so that millions cost nothing to keep.</summary>
internal sealed class Latencies
{
    private const double Growth = 1.05;

    private readonly long[] _counts = new long[400];

    /// <param name="started">When it began, as a timestamp of <see cref="Stopwatch"/>.</param>
    public void AddSince(long started)
    {
        var microseconds = Math.Max(1, Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        var step = (int)(Math.Log(microseconds) / Math.Log(Growth));
        Interlocked.Increment(ref _counts[Math.Min(step, _counts.Length - 1)]);
    }

    public void Clear() => Array.Clear(_counts);

    /// <returns>Milliseconds that the given share of all did not take longer than.</returns>
    public double Percentile(double share)
    {
        var left = (long)Math.Ceiling(_counts.Sum() * share);
        for (var step = 0; step < _counts.Length; step++)
        {
            left -= _counts[step];
            if (left <= 0) return Math.Pow(Growth, step + 1) / 1000;
        }

        return 0;
    }
}
