using ChatServer.Storage.Postgres;
using ChatServer.Storage.Sqlite;
using Microsoft.Extensions.Options;
using Stomp.Server;

namespace ChatServer.Storage;

/// <summary>Where what was said is kept, as the settings say.</summary>
internal static class ChatStorage
{
    public static StompBuilder AddChatStorage(this StompBuilder builder, IConfiguration configuration)
    {
        // Read here, since it decides which services there are; it is checked with the other options.
        var options = configuration.GetSection("Chat").Get<ChatOptions>() ?? new();
        return options.Storage switch
        {
            StorageKind.Sqlite => builder.AddSqlite(),
            StorageKind.Postgres => builder.AddPostgres(),
            _ => builder,
        };
    }

    private static StompBuilder AddSqlite(this StompBuilder builder)
    {
        builder.Services.AddSingleton(services => new SqliteDatabase(DataFile(services, "chat.db"), Migration.Load("Sqlite.Migrations"), durable: true,
            services.GetRequiredService<ILogger<SqliteDatabase>>()));
        return builder.UseMessageLogStore<SqliteMessageLogStore>();
    }

    private static StompBuilder AddPostgres(this StompBuilder builder)
    {
        builder.Services.AddSingleton(services => new PostgresDatabase(services.GetRequiredService<IOptions<ChatOptions>>().Value.ConnectionString!,
            Migration.Load("Postgres.Migrations"), services.GetRequiredService<ILogger<PostgresDatabase>>()));
        return builder.UseMessageLogStore<PostgresMessageLogStore>();
    }

    private static string DataFile(IServiceProvider services, string name)
    {
        // dotnet run names the project's folder: the program's own one may be emptied by the next build.
        var root = services.GetRequiredService<IConfiguration>()["DataRoot"] ?? services.GetRequiredService<IHostEnvironment>().ContentRootPath;
        var folder = Path.GetFullPath(services.GetRequiredService<IOptions<ChatOptions>>().Value.DataDirectory, root);
        // Whatever lies there is served to everybody.
        if (!Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "wwwroot"), folder).StartsWith("..", StringComparison.Ordinal))
            throw new InvalidOperationException($"Chat:DataDirectory: expected a folder outside of wwwroot, got '{folder}'.");
        return Path.Combine(folder, name);
    }
}
