using ChatServer.Private;
using ChatServer.Rooms;
using Microsoft.Extensions.Options;
using Stomp.Server;

namespace ChatServer;

/// <summary>Where the settings come from, and where the chat is served.</summary>
internal static class ChatConfiguration
{
    public static void AddChatOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChatOptions>().Bind(configuration.GetSection("Chat")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ChatOptions>, ChatOptionsValidator>();
        services.Configure<StompOptions>(options =>
        {
            // The chat has no use for selectors, and strangers would have its rooms evaluate them.
            options.MaxSelectorLength = 0;
            // The page sends again what it wrote before it was closed, or before the train went into the tunnel.
            options.IdempotencyWindow = TimeSpan.FromDays(1);
        });
        services.Configure<StompOptions>(configuration.GetSection("Stomp"));
        services.AddOptions<StompOptions>().Configure<IOptions<ChatOptions>>((stomp, chat) => stomp
            .Log($"{RoomTopic.Prefix}**", chat.Value.Retention.Rooms.ToLogRetention())
            .Log($"{PairTopic.Prefix}**", chat.Value.Retention.Private.ToLogRetention()));
        services.Configure<StompRateLimitOptions>(configuration.GetSection("Chat:RateLimits"));
    }

    /// <summary>Puts a broker outside in the place of the built-in one, where the settings name one; the servers behind it work as one.</summary>
    public static StompBuilder UseConfiguredBroker(this StompBuilder stomp, IConfiguration configuration)
    {
        var relay = configuration.GetSection("Broker:Relay");
        return relay.GetSection(nameof(BrokerRelayOptions.Addresses)).GetChildren().Any()
            ? stomp.UseBrokerRelay(relay.Bind).AddCluster(configuration.GetSection("Cluster").Bind)
            : stomp;
    }

    public static void MapChatEndpoints(this WebApplication app)
    {
        var chat = app.Services.GetRequiredService<IOptions<ChatOptions>>().Value;
        // /ws/chat is the path of the document's first versions.
        foreach (var path in (string[])["/ws", "/ws/chat"])
        {
            app.MapStomp(path, options =>
            {
                foreach (var origin in chat.AllowedOrigins) options.AllowedOrigins.Add(origin);
                options.AllowCompression = chat.AllowCompression;
            }).WithSockJs(app.Configuration.GetSection("SockJs").Bind);
        }
    }
}
