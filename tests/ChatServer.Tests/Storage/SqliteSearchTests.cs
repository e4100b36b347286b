using ChatServer.Storage.Search;
using ChatServer.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Stomp.Server;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>What every search finds, by FTS5; and what becomes of its file.</summary>
#pragma warning disable CA1001 // xUnit calls the DisposeAsync of IAsyncLifetime.
public sealed class SqliteSearchTests : MessageSearchTests
#pragma warning restore CA1001
{
    private const string Room = "/topic/public/a";

    private readonly DataFolder _folder = new();
    private SqliteDatabase? _database;

    public override Task DisposeAsync()
    {
        ((SqliteSearchIndex)Candidates).Dispose();
        _database?.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_file_that_is_damaged_is_made_anew()
    {
        await File.WriteAllTextAsync(IndexPath, new string('x', 10_000));

        await SayAsync("a", "hello");

        Assert.Equal([1], await FindAsync("hello"));
    }

    [Fact]
    public async Task A_file_of_another_log_is_made_anew()
    {
        await SayAsync("a", "hello");
        await CatchUpAsync();
        var index = (SqliteSearchIndex)Candidates;

        await index.OpenAsync("another epoch", default);

        Assert.Equal(LogRange.Empty, await index.GetRangeAsync(Room, default));
        Assert.Empty(await index.FindAsync(Room, new("hello"), long.MaxValue, 10, default));
        Assert.Equal([1], await FindAsync("hello"));
    }

    [Fact]
    public async Task An_index_that_is_ahead_of_a_log_that_was_restored_follows_it()
    {
        await SayAsync("a", "hello");
        await SayAsync("a", "hello");
        await CatchUpAsync();
        var index = (SqliteSearchIndex)Candidates;
        await index.AddAsync([new(Room, new(1, 5), [(3, SearchText.Tokens("hello")), (4, SearchText.Tokens("hello"))])], default);

        Assert.Equal([2, 1], await FindAsync("hello"));
        Assert.Equal(new LogRange(1, 3), await index.GetRangeAsync(Room, default));
        await SayAsync("a", "another");
        Assert.Equal([3], await FindAsync("another"));
        Assert.Equal([2, 1], await FindAsync("hello"));
    }

    private string IndexPath => Path.Combine(_folder.Path, "search.db");

    private protected override Task<(IMessageLogStore Store, ISearchCandidates Candidates)> StartAsync()
    {
        _database = _folder.OpenDatabase();
        return Task.FromResult<(IMessageLogStore, ISearchCandidates)>(
            (new SqliteMessageLogStore(_database, new()), new SqliteSearchIndex(_database, IndexPath, NullLoggerFactory.Instance)));
    }
}
