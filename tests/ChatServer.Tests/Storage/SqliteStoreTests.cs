using System.Text;
using ChatServer.Storage.Sqlite;
using Stomp;
using Stomp.Server;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>What the SQLite store does on its own account.</summary>
public sealed class SqliteStoreTests : IDisposable
{
    private readonly DataFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteStoreTests() => _database = _folder.OpenDatabase();

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_message_is_read_as_it_was_kept()
    {
        var store = new SqliteMessageLogStore(_database, new());
        await store.OpenAsync();
        var headers = new StompHeaders { };
        headers.Add("a", "안녕\n");
        headers.Add("b", "");
        LogEntry[] entries =
        [
            new() { Destination = "/topic/a", MessageId = "m-1", ContentType = "application/json", Headers = headers, Body = "안녕\0x"u8.ToArray(), IsText = true, Timestamp = Entries.Start },
            new() { Destination = "/topic/a", MessageId = "m-2", Body = new byte[] { 0, 255, 1 }, Timestamp = Entries.Start },
            new() { Destination = "/topic/a", MessageId = "m-3", IsText = true, Timestamp = Entries.Start },
            new() { Destination = "/topic/a", MessageId = "m-4", Timestamp = Entries.Start },
        ];

        await store.AppendAsync(entries);

        var messages = await store.ReadAsync("/topic/a", 1, 10, 1000);
        Assert.Equal(["m-1", "m-2", "m-3", "m-4"], messages.Select(message => message.MessageId));
        Assert.Equal([1, 2, 3, 4], messages.Select(message => message.Offset));
        Assert.Equal([true, false, true, false], messages.Select(message => message.IsText));
        Assert.Equal(["application/json", null, null, null], messages.Select(message => message.ContentType));
        Assert.Equal("안녕\0x", Encoding.UTF8.GetString(messages[0].Body.Span));
        Assert.Equal([0, 255, 1], messages[1].Body.ToArray());
        Assert.Equal([3, 0, 0], messages.Skip(1).Select(message => message.Body.Length));
        Assert.Equal([new("a", "안녕\n"), new("b", "")], messages[0].Headers!);
        Assert.Null(messages[1].Headers);
        Assert.All(messages, message => Assert.Equal(Entries.Start, message.Timestamp));
    }

    [Fact]
    public async Task Offsets_go_on_after_a_restart_and_the_epoch_stays()
    {
        var store = new SqliteMessageLogStore(_database, new());
        var epoch = await store.OpenAsync();
        await store.AppendAsync(Entries.Many("/topic/a", 3));
        _database.Dispose();
        using var again = _folder.OpenDatabase();
        store = new SqliteMessageLogStore(again, new());

        Assert.Equal(epoch, await store.OpenAsync());

        var next = Entries.Of("/topic/a", "next");
        await store.AppendAsync([next]);
        Assert.Equal(4, next.Offset);
        Assert.Equal(["1", "2", "3", "next"], (await store.ReadAsync("/topic/a", 1, 10, 1000)).Select(message => message.Text()));
    }

    [Fact]
    public async Task Two_servers_on_one_file_give_offsets_without_holes()
    {
        using var other = _folder.OpenDatabase();
        SqliteMessageLogStore[] stores = [new(_database, new()), new(other, new())];
        foreach (var store in stores) await store.OpenAsync();

        await Task.WhenAll(stores.Select(store => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++) await store.AppendAsync(Entries.Many("/topic/a", 2));
        }))).WaitAsync(TimeSpan.FromMinutes(1));

        var messages = await stores[0].ReadAsync("/topic/a", 1, 1000, int.MaxValue);
        Assert.Equal(Enumerable.Range(1, 200).Select(number => (long)number), messages.Select(message => message.Offset));
    }
}
