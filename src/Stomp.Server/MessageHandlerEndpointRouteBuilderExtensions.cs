using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.MessageHandlers;
using Stomp.Server.Transports;
using Stomp.Server.Transports.SockJs;

namespace Stomp.Server;

/// <summary>Maps endpoints for raw messages.</summary>
public static class MessageHandlerEndpointRouteBuilderExtensions
{
    /// <summary>Serves raw messages over WebSocket at a path, and over SockJS if <c>WithSockJs</c> follows.</summary>
    /// <typeparam name="THandler">The handler: a service if it is registered as one, else made once for the endpoint.</typeparam>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path, for example <c>/echo</c>.</param>
    /// <param name="configure">Sets the endpoint's options; null for the defaults.</param>
    /// <returns>The endpoint.</returns>
    /// <exception cref="InvalidOperationException">Neither AddMessageHandlers nor AddStomp was called.</exception>
    public static MessageHandlerConventionBuilder MapMessageHandler<THandler>(this IEndpointRouteBuilder endpoints, string pattern,
        Action<MessageHandlerOptions>? configure = null)
        where THandler : class, IMessageHandler
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var services = endpoints.ServiceProvider;
        if (services.GetService<SockJsTimer>() is null) throw new InvalidOperationException("Call AddMessageHandlers or AddStomp on the services first.");
        var options = new MessageHandlerOptions();
        configure?.Invoke(options);
        var handler = ActivatorUtilities.GetServiceOrCreateInstance<THandler>(services);
        var application = ActivatorUtilities.CreateInstance<MessageHandlerApplication>(services, (IMessageHandler)handler, options);
        var mapping = new SockJsMapping(endpoints, pattern, application, MessageWebSockets.Build(endpoints, application));
        mapping.Map("Messages");
        return new(mapping.Endpoints, mapping.AddSockJs);
    }
}
