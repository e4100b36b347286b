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
        // The chat has no use for selectors, and strangers would have its rooms evaluate them.
        services.Configure<StompOptions>(options => options.MaxSelectorLength = 0);
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
