using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stomp.Server.Tests;

/// <summary>The life of a test's application.</summary>
internal static class TestAppLife
{
    /// <summary>Waits until it has begun to stop.</summary>
    public static Task WhenStoppingAsync(this TestApp app) =>
        Eventually.TrueAsync(() => app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
}
