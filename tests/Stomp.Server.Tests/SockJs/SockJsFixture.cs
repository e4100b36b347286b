using ConformanceServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stomp.Server.Tests.SockJs;

/// <summary>The four services of SockJS' specification on a real Kestrel, as the conformance server has them.</summary>
public sealed class SockJsFixture : IAsyncLifetime, IDisposable
{
    private readonly LogRecorder _log = new();
    private WebApplication _app = null!;

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.Services.AddMessageHandlers();
        _app = builder.Build();
        // No test waits for it, and a busy machine may take its time between two requests.
        _app.MapSockJsServices(options => options.DisconnectDelay = TimeSpan.FromMinutes(2));
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public void Dispose() => _log.Dispose();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        Assert.Empty(_log.Problems);
    }
}
