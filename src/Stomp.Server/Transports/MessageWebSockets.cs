using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stomp.Server.Transports;

/// <summary>Builds what answers WebSocket handshakes for whole messages.</summary>
internal static class MessageWebSockets
{
    /// <param name="endpoints">The application.</param>
    /// <param name="application">What runs on the connections.</param>
    /// <param name="framing">What stands between; null for nothing.</param>
    /// <param name="before">Sees requests first; null for nobody.</param>
    public static RequestDelegate Build(IEndpointRouteBuilder endpoints, MessageApplication application, MessageFraming? framing = null,
        Func<HttpContext, RequestDelegate, Task>? before = null)
    {
        var logger = endpoints.ServiceProvider.GetRequiredService<ILogger<MessageWebSocketEndpoint>>();
        var pipeline = endpoints.CreateApplicationBuilder();
        if (before is not null) pipeline.Use(before);
        pipeline.UseWebSockets();
        pipeline.Run(new MessageWebSocketEndpoint(application, framing, logger).HandleAsync);
        return pipeline.Build();
    }
}
