using System.Security.Claims;
using Microsoft.Extensions.Logging;
using Stomp.Server.Transports;

namespace Stomp.Server.MessageHandlers;

/// <summary>Runs a handler of raw messages on the connections of an endpoint.</summary>
internal sealed class MessageHandlerApplication(IMessageHandler handler, MessageHandlerOptions options, Draining draining,
    ILogger<MessageHandlerApplication> logger) : MessageApplication
{
    public IMessageHandler Handler { get; } = handler;

    public ILogger Logger { get; } = logger;

    /// <summary>Cancelled when the application begins to stop.</summary>
    public CancellationToken Stopping { get; } = draining.Begun;

    public override IList<string> AllowedOrigins => options.AllowedOrigins;

    public override bool AllowsCompression => options.AllowCompression;

    public override int? MaxMessageBytes => options.MaxMessageBytes;

    public override int MaxQueuedBytes => options.MaxQueuedBytes;

    public override int MaxBytesAhead => options.MaxQueuedBytes / 2;

    public override TimeSpan SendTimeLimit => options.SendTimeLimit;

    public override TimeSpan KeepAliveInterval => options.KeepAliveInterval;

    public override Task RunAsync(MessageConnection connection, ConnectionRequest request) =>
        new MessageSession(connection, request.User ?? new(new ClaimsIdentity()), this).RunAsync();
}
