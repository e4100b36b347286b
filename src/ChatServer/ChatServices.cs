using ChatServer.Api;
using ChatServer.Identity;
using ChatServer.Presence;
using ChatServer.Private;
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
        // The flow of control here handles no frame.
        var outside = ExecutionContext.Capture()!;
        services.AddSingleton(provider => new RoomVoice(provider.GetRequiredService<IMessageTemplate>(), outside));
        services.AddSingleton<OtherServers>();
        services.AddSingleton<OwedLeaves>();
        services.AddSingleton<RoomDoor>();
        services.AddSingleton<RoomActivity>();
        services.AddSingleton<MemberList>();
        services.AddSingleton<Conversations>();
        services.AddSingleton<ConversationReader>();
        services.AddChatStore(builder.Configuration);
        services.AddChatApi();
        services.AddSingleton<Farewells>();
        // Ahead of the sessions' own services, so that it stops behind them: their ends are its work.
        services.AddHostedService(provider => provider.GetRequiredService<Farewells>());
        services.AddStomp(options => options.Json.TypeInfoResolver = ChatJson.Default)
            .AddMessageControllers()
            .AddChatStorage(builder.Configuration)
            .UseConfiguredBroker(builder.Configuration)
            .AddRateLimits()
            .AddConnectAuthenticator<PasscodeAuthenticator>()
            .AddDestinationPolicies(ChatAccess.AddRules(builder.Configuration))
            .AddSessionListener<RoomPresence>();
        // Behind the log, which has to be open, and ahead of the web server: before clients come.
        services.AddHostedService<MissingLeaves>();
        services.AddHostedService<ServerLeases>();
        services.AddHostedService<SeenUpkeep>();
    }
}
