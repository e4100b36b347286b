using ChatServer.Storage;
using ChatServer.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Stomp.Server;
using Testing.Databases;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>Several servers share a database.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresServersTests(PostgresFixture postgres)
{
    private static readonly string[] Rooms = ["/topic/a", "/topic/b", "/topic/c", "/topic/d"];

    [SkippableFact]
    public async Task Offsets_have_no_holes_and_no_server_waits_for_ever()
    {
        var databases = await OpenAsync(4);

        await Task.WhenAll(databases.Select((database, server) => Task.Run(async () =>
        {
            var store = new PostgresMessageLogStore(database, new());
            await store.OpenAsync();
            var order = new Random(server);
            for (var i = 0; i < 25; i++)
            {
                string[] rooms = [.. Rooms.OrderBy(_ => order.Next())];
                await store.AppendAsync([.. rooms.SelectMany(room => Entries.Many(room, 2))]);
            }
        }))).WaitAsync(TimeSpan.FromMinutes(2));

        var reader = new PostgresMessageLogStore(databases[0], new());
        foreach (var room in Rooms)
        {
            var messages = await reader.ReadAsync(room, 1, 1000, int.MaxValue);
            Assert.Equal(Enumerable.Range(1, 200).Select(number => (long)number), messages.Select(message => message.Offset));
            Assert.Equal(messages.Select(message => message.Timestamp).Order(), messages.Select(message => message.Timestamp));
        }

        foreach (var database in databases) await database.DisposeAsync();
    }

    [SkippableFact]
    public async Task A_repeat_is_known_whichever_server_gets_it()
    {
        var databases = await OpenAsync(4);
        var sent = await Task.WhenAll(databases.Select(database => Task.Run(async () =>
        {
            var store = new PostgresMessageLogStore(database, new());
            var entries = Enumerable.Range(1, 20).Select(number => Entries.Of("/topic/a", $"{number}", key: [.. Enumerable.Repeat((byte)number, 16)])).ToArray();
            foreach (var entry in entries) await store.AppendAsync([entry]);
            return entries;
        }))).WaitAsync(TimeSpan.FromMinutes(2));

        for (var number = 0; number < 20; number++)
        {
            Assert.Single(sent, entries => !entries[number].IsRepeat);
            Assert.Single(sent.Select(entries => entries[number].Offset).Distinct());
        }

        Assert.Equal(new LogRange(1, 21), await new PostgresMessageLogStore(databases[0], new()).GetRangeAsync("/topic/a"));
        foreach (var database in databases) await database.DisposeAsync();
    }

    private async Task<PostgresDatabase[]> OpenAsync(int count)
    {
        var address = await postgres.NewDatabaseAsync();
        return [.. Enumerable.Range(0, count).Select(_ => new PostgresDatabase(address, Migration.Load("Postgres.Migrations"), NullLogger<PostgresDatabase>.Instance))];
    }
}
