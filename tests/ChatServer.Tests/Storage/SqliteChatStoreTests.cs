using ChatServer.Storage;
using ChatServer.Storage.Sqlite;
using Stomp.Server;
using Xunit;

namespace ChatServer.Tests.Storage;

#pragma warning disable CA1001 // xUnit calls the DisposeAsync of IAsyncLifetime.
public sealed class SqliteChatStoreTests : ChatStoreTests
#pragma warning restore CA1001
{
    private readonly DataFolder _data = new();
    private readonly SqliteDatabase _database;

    public SqliteChatStoreTests() => _database = _data.OpenDatabase();

    public override Task DisposeAsync()
    {
        _database.Dispose();
        _data.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_a_crash_leaves_is_found_at_the_next_start_in_its_order()
    {
        var (late, early, gone) = (NewVisit("r", "late", 5), NewVisit("r", "early", 1, "u-early"), NewVisit("r", "gone", 0));
        using (var before = _data.OpenDatabase())
        {
            var store = new SqliteChatStore(before);
            foreach (var visit in (Presence.Visit[])[late, early, gone]) await store.AddVisitAsync(visit);
            await store.RemoveVisitAsync(gone, gone.Since);
            await store.KeepConversationAsync(new(new("u-a", "s-1"), "s", "a", late.Since));
            await store.KeepConversationAsync(new(new("u-a", "u-b"), "a", "b", late.Since));
        }

        var after = new SqliteChatStore(_database);

        Assert.Equal([early, late], await after.ReadLeftVisitsAsync(default));
        Assert.Equal("u-b", Assert.Single(await after.ListConversationsAsync("u-a", 10, default)).Pair.Second);
    }

    protected override Task<(IMessageLogStore Log, IChatStore Chat)> OpenAsync() =>
        Task.FromResult(((IMessageLogStore)new SqliteMessageLogStore(_database, new()), (IChatStore)new SqliteChatStore(_database)));
}
