using ChatServer.Identity;
using ChatServer.Presence;
using ChatServer.Rooms;
using ChatServer.Storage;
using Stomp.Server;

namespace ChatServer;

/// <summary>The parts of the chat.</summary>
internal static class ChatServices
{
    public static void AddChat(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ChatRules>();
        services.AddSingleton<MemberIds>();
        services.AddSingleton<Rosters>();
        services.AddSingleton<RoomDoor>();
        services.AddSingleton<RoomActivity>();
        services.AddSingleton<MemberList>();
        services.AddSingleton<IChatStore, MemoryChatStore>();
        services.AddSingleton<Farewells>();
        // Ahead of the sessions' own services, so that it stops behind them: their ends are its work.
        services.AddHostedService(provider => provider.GetRequiredService<Farewells>());
        services.AddStomp(options => options.Json.TypeInfoResolver = ChatJson.Default)
            .AddMessageControllers()
            .AddRateLimits()
            .AddConnectAuthenticator<PasscodeAuthenticator>()
            .AddDestinationPolicies(ChatAccess.AddRules(builder.Configuration))
            .AddSessionListener<RoomPresence>();
    }
}
