using Microsoft.Extensions.Hosting;

namespace Stomp.Server.Sessions;

/// <summary>
/// Ends every session when the application begins to stop: the web server waits for its connections, so it has to happen before.
/// </summary>
internal sealed class SessionShutdown(SessionRegistry registry, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() =>
        {
            foreach (var session in registry.All) session.CloseForShutdown();
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
