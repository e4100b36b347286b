using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Sessions;

namespace Testing.Server;

/// <summary>Waits for what cannot be seen from a client.</summary>
public static class TestAppSessions
{
    /// <summary>Waits until the server has so many sessions.</summary>
    public static Task WhenSessionsAsync(this TestApp app, int count)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Services.WhenSessionsAsync(count);
    }

    /// <summary>Waits until the server of these services has so many sessions.</summary>
    public static async Task WhenSessionsAsync(this IServiceProvider services, int count)
    {
        var registry = services.GetRequiredService<SessionRegistry>();
        await Eventually.TrueAsync(() => registry.Count == count, () => $"{registry.Count} sessions, expected {count}");
    }
}
