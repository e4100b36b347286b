using ChatServer.Storage.Postgres;
using ChatServer.Storage.Sqlite;

namespace ChatServer.Storage;

/// <summary>Where the chat keeps what is no message: beside the messages.</summary>
internal static class ChatStores
{
    public static IServiceCollection AddChatStore(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Chat").Get<ChatOptions>() ?? new();
        return options.Storage switch
        {
            StorageKind.Sqlite => services.AddSingleton<IChatStore, SqliteChatStore>(),
            StorageKind.Postgres => services.AddSingleton<IChatStore, PostgresChatStore>(),
            _ => services.AddSingleton<IChatStore, MemoryChatStore>(),
        };
    }
}
