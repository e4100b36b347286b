using System.Security.Claims;
using Microsoft.AspNetCore.Builder;

namespace Stomp.Server.Tests.SockJs;

/// <summary>An application with STOMP over SockJS at <c>/stomp</c>, in which a header says who asks.</summary>
internal static class SockJsApp
{
    public const string UserHeader = "X-User";

    // A busy machine takes its time; what is about deadlines has a clock of its own.
    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(2);

    public static Task<TestApp> StartAsync(Action<SockJsOptions>? sockJs = null, Action<StompOptions>? options = null, ListenerProbe? listener = null,
        FakeTime? time = null, params string[] origins) => TestApp.StartAsync(
        stomp =>
        {
            stomp.AllowSendToBroker = true;
            if (time is null) stomp.ConnectTimeout = Patient;
            options?.Invoke(stomp);
        },
        stomp => listener?.AddTo(stomp),
        map: app =>
        {
            app.Use((context, next) =>
            {
                if (context.Request.Headers[UserHeader].ToString() is { Length: > 0 } name)
                    context.User = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, name)], "test"));
                return next(context);
            });
            app.UseRouting();
            app.MapStomp("/stomp", endpoint =>
            {
                foreach (var origin in origins) endpoint.AllowedOrigins.Add(origin);
            }).WithSockJs(options =>
            {
                if (time is null) options.DisconnectDelay = Patient;
                sockJs?.Invoke(options);
            });
        },
        time: time);

    public static Uri SockJs(this TestApp app) => new(app.HttpAddress, "/stomp");

    /// <summary>Opens a session, connects and subscribes to a topic.</summary>
    public static async Task<SockJsTestClient> SubscribeBySockJsAsync(this TestApp app, string way, string topic = "/topic/a", string heartBeat = "0,0")
    {
        var client = await SockJsTestClient.OpenAsync(app.SockJs(), way);
        await client.SendAsync($"CONNECT\naccept-version:1.2\nhost:test\nheart-beat:{heartBeat}\n\n\0");
        Assert.StartsWith("CONNECTED\n", await client.ReceiveAsync(), StringComparison.Ordinal);
        await client.SendAsync($"SUBSCRIBE\nid:sub-0\ndestination:{topic}\nreceipt:r\n\n\0");
        Assert.Equal("RECEIPT\nreceipt-id:r\n\n\0", await client.ReceiveAsync());
        return client;
    }
}
