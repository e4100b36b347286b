using ChatServer.Storage;
using ChatServer.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Stomp.Server;
using Testing.Databases;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>A server that shares a PostgreSQL database dies.</summary>
/// <param name="postgres">The database.</param>
/// <param name="next">Who comes after it.</param>
[Collection(PostgresCollection.Name)]
public abstract class PostgresAbandonedVisits(PostgresFixture postgres, string next) : AbandonedVisitTests
{
    private string? _address;

    protected override async Task PrepareAsync(Func<IMessageLogStore, IChatStore, Task> prepare)
    {
        _address = await postgres.NewDatabaseAsync();
        await using var database = new PostgresDatabase(_address, Migration.Load("Postgres.Migrations"), NullLogger<PostgresDatabase>.Instance);
        var (log, chat) = (new PostgresMessageLogStore(database, new()), new PostgresChatStore(database, Options.Create(new ChatOptions { ServerName = "first" })));
        await log.OpenAsync();
        await prepare(log, chat);
        // Its time is over at once.
        await chat.RenewLeaseAsync(TimeSpan.Zero, default);
    }

    private protected override ChatApp StartNext() =>
        ChatApp.Start(("Chat:Storage", "Postgres"), ("Chat:ConnectionString", _address!), ("Chat:ServerName", next));

    // Those of others that are not taken over yet count, too; none are left of one's own.
    private protected override async Task<bool> IsDoneAsync(IChatStore chat) =>
        (await chat.ReadVisitsElsewhereAsync("room", default)).Count == 0 && await base.IsDoneAsync(chat);
}
