using Xunit;

namespace Testing.Server;

/// <summary>Waits for a condition that nothing announces.</summary>
public static class Eventually
{
    /// <summary>Looks again and again until it holds; fails after the patience of <see cref="StompTestClient"/>.</summary>
    public static Task TrueAsync(Func<bool> condition, Func<string>? otherwise = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return TrueAsync(() => Task.FromResult(condition()), otherwise);
    }

    /// <inheritdoc cref="TrueAsync(Func{bool}, Func{string}?)"/>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string>? otherwise = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var deadline = DateTime.UtcNow + StompTestClient.Patience;
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < deadline, otherwise?.Invoke() ?? "It never came to hold.");
            await pulse.WaitForNextTickAsync();
        }
    }
}
