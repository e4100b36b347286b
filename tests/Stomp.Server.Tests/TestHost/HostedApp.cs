using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stomp.Server.Tests;

/// <summary>An application with STOMP at <c>/ws</c> on ASP.NET Core's TestServer: no socket.</summary>
internal static class HostedApp
{
    public static async Task<WebApplication> StartAsync(Action<StompOptions>? options = null, Action<StompBuilder>? stomp = null, FakeTime? time = null,
        Action<WebApplication>? map = null, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        services?.Invoke(builder.Services);
        var stompBuilder = builder.Services.AddStomp(all =>
        {
            all.AllowSendToBroker = true;
            options?.Invoke(all);
        });
        if (time is not null) builder.Services.AddSingleton<TimeProvider>(time);
        stomp?.Invoke(stompBuilder);
        var app = builder.Build();
        if (map is not null) map(app);
        else app.MapStomp("/ws");
        await app.StartAsync();
        return app;
    }

    public static Task<StompTestSession> ConnectAsync(this WebApplication app, Action<StompTestOptions>? configure = null) =>
        app.GetTestServer().ConnectStompAsync("/ws", configure);
}
