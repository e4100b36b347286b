using ChatServer.Storage.Search;
using ChatServer.Storage.Sqlite;
using Stomp.Server;

namespace ChatServer.Tests.Storage;

/// <summary>What every search finds, without an index.</summary>
#pragma warning disable CA1001 // xUnit calls the DisposeAsync of IAsyncLifetime.
public sealed class WholeLogSearchTests : MessageSearchTests
#pragma warning restore CA1001
{
    private readonly DataFolder _folder = new();
    private SqliteDatabase? _database;

    public override Task DisposeAsync()
    {
        _database?.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    private protected override Task<(IMessageLogStore Store, ISearchCandidates Candidates)> StartAsync()
    {
        var store = new SqliteMessageLogStore(_database = _folder.OpenDatabase(), new());
        return Task.FromResult<(IMessageLogStore, ISearchCandidates)>((store, new WholeLog(store)));
    }
}
