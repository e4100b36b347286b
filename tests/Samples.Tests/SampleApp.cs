using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Samples.Tests;

/// <summary>A sample as its Program builds it, on a real Kestrel and a port of its own.</summary>
/// <typeparam name="TEntry">Any type of the sample.</typeparam>
internal sealed class SampleApp<TEntry> : WebApplicationFactory<TEntry>
    where TEntry : class
{
    public SampleApp()
    {
        UseKestrel(0);
        StartServer();
    }

    public LogRecorder Log { get; } = new();

    /// <summary>The application's clock; it stands still until a test moves it.</summary>
    public FakeTime Time { get; } = new();

    public async Task<StompTestClient> ConnectAsync(string path, string? cookie = null)
    {
        var endpoint = new Uri($"ws://{ClientOptions.BaseAddress.Authority}{path}");
        var client = await StompTestClient.OpenAsync(endpoint, configure: options =>
        {
            if (cookie is not null) options.SetRequestHeader("Cookie", cookie);
        });
        await client.SendAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0");
        await client.ExpectAsync("CONNECTED");
        return client;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Assert.Empty(Log.Problems);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
    }
}
