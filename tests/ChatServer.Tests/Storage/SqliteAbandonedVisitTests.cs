using ChatServer.Storage;
using ChatServer.Storage.Sqlite;
using Stomp.Server;

namespace ChatServer.Tests.Storage;

public sealed class SqliteAbandonedVisitTests : AbandonedVisitTests, IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    protected override async Task PrepareAsync(Func<IMessageLogStore, IChatStore, Task> prepare)
    {
        using var database = _data.OpenDatabase();
        var log = new SqliteMessageLogStore(database, new());
        await log.OpenAsync();
        await prepare(log, new SqliteChatStore(database));
    }

    private protected override ChatApp StartNext() => ChatApp.Start(("Chat:DataDirectory", _data.Path));
}
