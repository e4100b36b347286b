using ChatServer.Storage.Postgres;
using ChatServer.Storage.Search;
using ChatServer.Storage.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using Stomp.Server;

namespace ChatServer.Storage;

/// <summary>Where what was said is kept, as the settings say.</summary>
internal static class ChatStorage
{
    public static StompBuilder AddChatStorage(this StompBuilder builder, IConfiguration configuration)
    {
        // Read here, since it decides which services there are; it is checked with the other options.
        var options = configuration.GetSection("Chat").Get<ChatOptions>() ?? new();
        builder.Services.AddSingleton<IMessageSearch, MessageSearch>();
        return options.Storage switch
        {
            StorageKind.Sqlite => builder.AddSqlite(),
            StorageKind.Postgres => builder.AddPostgres(options.ConnectionString),
            _ => builder.AddMemory(),
        };
    }

    private static StompBuilder AddSqlite(this StompBuilder builder)
    {
        builder.Services.AddSingleton(services => new SqliteDatabase(DataFile(services, "chat.db"), Migration.Load("Sqlite.Migrations"), durable: true,
            services.GetRequiredService<ILogger<SqliteDatabase>>()));
        builder.Services.AddSingleton(services => new SqliteSearchIndex(services.GetRequiredService<SqliteDatabase>(), DataFile(services, "search.db"),
            services.GetRequiredService<ILoggerFactory>()));
        return builder.AddIndex<SqliteSearchIndex>().UseMessageLogStore<SqliteMessageLogStore>();
    }

    private static StompBuilder AddPostgres(this StompBuilder builder, string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new InvalidOperationException("Chat:ConnectionString: Chat:Storage is Postgres, expected its database, for example Host=localhost;Database=chat;Username=chat.");
        try
        {
            _ = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException e)
        {
            throw new InvalidOperationException($"Chat:ConnectionString: expected for example Host=localhost;Database=chat;Username=chat ({e.Message}).", e);
        }

        builder.Services.AddSingleton(services => new PostgresDatabase(connectionString, Migration.Load("Postgres.Migrations"),
            services.GetRequiredService<ILogger<PostgresDatabase>>()));
        builder.Services.AddSingleton<PostgresSearchIndex>();
        return builder.AddIndex<PostgresSearchIndex>().UseMessageLogStore<PostgresMessageLogStore>();
    }

    private static StompBuilder AddMemory(this StompBuilder builder)
    {
        builder.Services.AddSingleton<ISearchCandidates, WholeLog>();
        return builder;
    }

    private static StompBuilder AddIndex<TIndex>(this StompBuilder builder)
        where TIndex : class, ISearchIndex
    {
        builder.Services.AddSingleton<LogActivity>();
        builder.Services.AddSingleton<ISearchIndex>(services => services.GetRequiredService<TIndex>());
        builder.Services.AddSingleton<ISearchCandidates>(services => services.GetRequiredService<TIndex>());
        builder.Services.AddHostedService<SearchIndexer>();
        return builder;
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
