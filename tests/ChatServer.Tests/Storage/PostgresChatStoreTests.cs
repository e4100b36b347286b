using ChatServer.Presence;
using ChatServer.Storage;
using ChatServer.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Stomp.Server;
using Testing.Databases;
using Xunit;

namespace ChatServer.Tests.Storage;

[Collection(PostgresCollection.Name)]
#pragma warning disable CA1001 // xUnit calls the DisposeAsync of IAsyncLifetime.
public sealed class PostgresChatStoreTests(PostgresFixture postgres) : ChatStoreTests
#pragma warning restore CA1001
{
    private PostgresDatabase? _database;

    public override async Task DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
    }

    [SkippableFact]
    public async Task Each_server_finds_what_its_own_crash_left()
    {
        var (mine, others) = (NewVisit("r", "mine", 1, "u-mine"), NewVisit("r", "others", 1));
        await StoreOf("one").AddVisitAsync(mine);
        await StoreOf("one").KeepConversationAsync(new(new("u-a", "s-1"), "s", "a", mine.Since));
        await StoreOf("two").AddVisitAsync(others);
        await StoreOf("two").KeepConversationAsync(new(new("u-a", "s-2"), "s", "a", mine.Since));

        Assert.Equal([mine], await StoreOf("one").ReadLeftVisitsAsync(default));
        Assert.Equal([others], await StoreOf("two").ReadLeftVisitsAsync(default));
        Assert.Empty(await StoreOf("three").ReadLeftVisitsAsync(default));
        Assert.Empty(await StoreOf("one").ListConversationsAsync("u-a", 10, default));
    }

    [SkippableFact]
    public async Task A_visit_that_is_about_to_end_is_not_counted_by_other_servers_any_more()
    {
        var (ends, stays) = (NewVisit("r", "ends", 1), NewVisit("r", "stays", 2));
        foreach (var visit in (Visit[])[ends, stays]) await StoreOf("one").AddVisitAsync(visit);
        foreach (var visit in (Visit[])[ends, stays]) await StoreOf("one").MarkVisitAsync(visit, isEnding: true);

        await StoreOf("one").MarkVisitAsync(stays, isEnding: false);

        Assert.Equal([stays], await StoreOf("two").ReadVisitsElsewhereAsync("r", default));
        Assert.Equal([ends, stays], await StoreOf("one").ReadLeftVisitsAsync(default));
    }

    [SkippableFact]
    public async Task Two_servers_that_write_the_same_names_do_not_wait_for_each_other_for_ever()
    {
        var stores = (IChatStore[])[StoreOf("one"), StoreOf("two")];

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => stores[i % 2].AddVisitAsync(NewVisit("r", $"n{i * 7 % 50}", 0)).AsTask()));

        Assert.Equal(50, (await stores[0].ReadSeenAsync("r", 100, default)).Count);
    }

    protected override async Task<(IMessageLogStore Log, IChatStore Chat)> OpenAsync()
    {
        _database = new(await postgres.NewDatabaseAsync(), Migration.Load("Postgres.Migrations"), NullLogger<PostgresDatabase>.Instance);
        return (new PostgresMessageLogStore(_database, new()), StoreOf("one"));
    }

    private PostgresChatStore StoreOf(string server) => new(_database!, Options.Create(new ChatOptions { ServerName = server }));
}
