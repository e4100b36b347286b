using ChatServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Stomp.Server;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>What goes wrong under the SQLite store is told in plain words, costs nothing that was kept, and passes.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private const string Room = "/topic/a";

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task A_full_disk_refuses_messages_until_there_is_room()
    {
        using var disk = SmallDisk.Mount(4, _folder.Path);
        using var database = _folder.OpenDatabase();
        var store = await OpenAsync(database);
        await store.AppendAsync(Entries.Many(Room, 10));
        disk.Fill();
        var large = new string('x', 20_000);

        var fault = await RefusedAsync(store, Entries.Of(Room, large));

        Assert.Equal("The message log's disk is full.", fault.Message);
        Assert.Equal(10, (await store.ReadAsync(Room, 1, 100, int.MaxValue)).Count);
        disk.Free();
        await KeepsAsync(store, 11);
    }

    [SkippableFact]
    public async Task A_disk_that_may_not_be_written_is_refused_at_start()
    {
        using var disk = SmallDisk.Mount(4, _folder.Path);
        using (var database = _folder.OpenDatabase()) await (await OpenAsync(database)).AppendAsync(Entries.Many(Room, 10));
        disk.Protect();
        using var again = _folder.OpenDatabase();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(again));

        Assert.StartsWith($"Chat:DataDirectory: {_folder.DatabasePath} cannot be opened for writing", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_of_another_program_refuses_messages_until_it_is_gone()
    {
        using var database = _folder.OpenDatabase();
        var store = await OpenAsync(database);
        await store.AppendAsync(Entries.Many(Room, 10));
        await using (var other = new SqliteConnection($"Data Source={_folder.DatabasePath};Pooling=False"))
        {
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "BEGIN EXCLUSIVE";
            await command.ExecuteNonQueryAsync();

            var fault = await RefusedAsync(store, Entries.Of(Room, "x"));

            Assert.Equal("The message log is locked by another program.", fault.Message);
            Assert.Equal(10, (await store.ReadAsync(Room, 1, 100, int.MaxValue)).Count);
        }

        await KeepsAsync(store, 11);
    }

    [Fact]
    public async Task A_file_that_is_damaged_while_it_is_used_refuses_messages()
    {
        using var database = _folder.OpenDatabase();
        var store = await OpenAsync(database);
        await store.AppendAsync(Entries.Many(Room, 1000));
        database.Dispose();
        using var again = _folder.OpenDatabase();
        store = await OpenAsync(again);
        var bytes = await File.ReadAllBytesAsync(_folder.DatabasePath);
        // All but the first page, which says what it is.
        bytes.AsSpan(4096).Fill(0xA5);
        await using (var file = File.OpenWrite(_folder.DatabasePath)) await file.WriteAsync(bytes);

        Assert.Equal("The message log is damaged.", (await RefusedAsync(store, Entries.Of(Room, "x"))).Message);
        Assert.Equal("The message log is damaged.", (await Assert.ThrowsAsync<MessageLogException>(async () => await store.ReadAsync(Room, 1, 100, int.MaxValue))).Message);
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_nothing()
    {
        using var database = _folder.OpenDatabase();
        var store = await OpenAsync(database);
        await store.AppendAsync(Entries.Many(Room, 3));
        var broken = new LogEntry { Destination = Room, MessageId = null!, Timestamp = Entries.Start };

        await Assert.ThrowsAsync<MessageLogException>(async () => await store.AppendAsync([Entries.Of("/topic/new", "x"), Entries.Of(Room, "x"), broken]));

        Assert.Equal(new LogRange(1, 4), await store.GetRangeAsync(Room));
        Assert.Equal(LogRange.Empty, await store.GetRangeAsync("/topic/new"));
        await KeepsAsync(store, 4);
    }

    [Fact]
    public async Task Times_of_a_destination_never_go_back()
    {
        using var database = _folder.OpenDatabase();
        var store = await OpenAsync(database);

        await store.AppendAsync([Entries.Of(Room, "a", Entries.Start.AddSeconds(5)), Entries.Of(Room, "b", Entries.Start), Entries.Of(Room, "c", Entries.Start.AddSeconds(6))]);

        Assert.Equal([5, 5, 6], (await store.ReadAsync(Room, 1, 10, 1000)).Select(message => (message.Timestamp - Entries.Start).TotalSeconds));
    }

    private static async Task<SqliteMessageLogStore> OpenAsync(SqliteDatabase database)
    {
        var store = new SqliteMessageLogStore(database, new());
        await store.OpenAsync();
        return store;
    }

    private static Task<MessageLogException> RefusedAsync(SqliteMessageLogStore store, LogEntry entry) =>
        Assert.ThrowsAsync<MessageLogException>(async () => await store.AppendAsync([entry]));

    private static async Task KeepsAsync(SqliteMessageLogStore store, long offset)
    {
        var entry = Entries.Of(Room, "again");
        await store.AppendAsync([entry]);
        Assert.Equal(offset, entry.Offset);
        Assert.Equal("again", Assert.Single(await store.ReadAsync(Room, offset, 10, 1000)).Text());
    }
}
