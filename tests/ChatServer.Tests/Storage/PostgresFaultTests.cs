using System.Globalization;
using ChatServer.Storage;
using ChatServer.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Stomp.Server;
using Testing;
using Testing.Databases;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>A database that goes away, commits whose answers are lost, and a disk that is full: each message that counts as kept is there once.</summary>
public sealed class PostgresFaultTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Room = "/topic/a";

    // Of this class alone: it is killed.
    private PostgresServer Server => postgres.Server;

    [SkippableFact]
    public async Task A_database_that_is_gone_refuses_messages_until_it_is_back()
    {
        await using var database = Open(await postgres.NewDatabaseAsync());
        var store = await OpenAsync(database);
        await store.AppendAsync(Entries.Many(Room, 3));
        await Server.KillAsync();

        var fault = await Assert.ThrowsAsync<MessageLogException>(async () => await store.AppendAsync(Entries.Many(Room, 1)));
        var unread = await Assert.ThrowsAsync<MessageLogException>(async () => await store.GetRangeAsync(Room));

        Assert.Equal("The message log's database cannot be reached.", fault.Message);
        Assert.Equal(fault.Message, unread.Message);
        await Server.StartAsync();
        Assert.Equal(new LogRange(1, 4), await store.GetRangeAsync(Room));
        await store.AppendAsync(Entries.Many(Room, 1));
        Assert.Equal(new LogRange(1, 5), await store.GetRangeAsync(Room));
    }

    [SkippableFact]
    public async Task What_counts_as_kept_is_there_once_however_often_the_database_is_killed()
    {
        await using var database = Open(await postgres.NewDatabaseAsync());
        var store = await OpenAsync(database);
        var kept = new Dictionary<long, string>();
        var refused = 0;
        using var stop = new CancellationTokenSource();
        var sending = Task.Run(async () =>
        {
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                LogEntry[] batch = [Entries.Of(Room, $"{number}a"), Entries.Of(Room, $"{number}b")];
                try
                {
                    await store.AppendAsync(batch);
                    foreach (var (entry, letter) in batch.Zip("ab")) kept.Add(entry.Offset, number.ToString(CultureInfo.InvariantCulture) + letter);
                }
                catch (MessageLogException)
                {
                    refused++;
                }
            }
        });

        for (var i = 0; i < 5; i++)
        {
            var before = kept.Count;
            await Testing.Server.Eventually.TrueAsync(() => kept.Count > before + 20);
            await Server.KillAsync();
            await Server.StartAsync();
        }

        await stop.CancelAsync();
        await sending.WaitAsync(TimeSpan.FromMinutes(1));
        await store.AppendAsync(Entries.Many(Room, 1));
        var messages = await store.ReadAsync(Room, 1, int.MaxValue, int.MaxValue);
        Assert.Equal(Enumerable.Range(1, messages.Count).Select(number => (long)number), messages.Select(message => message.Offset));
        Assert.Equal(messages.Count, messages.Select(message => message.Text()).Distinct().Count());
        Assert.All(kept, one => Assert.Equal(one.Value, messages[(int)one.Key - 1].Text()));
        Assert.True(refused > 0);
    }

    [SkippableTheory]
    [InlineData(CutProxy.Cut.BeforeCommit)]
    [InlineData(CutProxy.Cut.AfterCommit)]
    public async Task A_commit_without_an_answer_counts_once(object cut)
    {
        await using var proxy = new CutProxy(Server.ListenPort);
        await using var database = Open($"{await postgres.NewDatabaseAsync()};SSL Mode=Disable".Replace($"Port={Server.ListenPort}", $"Port={proxy.Port}", StringComparison.Ordinal));
        var store = await OpenAsync(database);
        proxy.Arm((CutProxy.Cut)cut);
        LogEntry[] batch = [Entries.Of(Room, "a", key: new byte[16]), Entries.Of("/topic/b", "b")];

        await store.AppendAsync(batch).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(1, proxy.CutConnections);
        Assert.Equal([1, 1], batch.Select(entry => entry.Offset));
        Assert.All(batch, entry => Assert.False(entry.IsRepeat));
        var next = Entries.Of(Room, "next");
        await store.AppendAsync([next]);
        Assert.Equal(2, next.Offset);
        Assert.Equal(["a", "next"], (await store.ReadAsync(Room, 1, 10, 1000)).Select(message => message.Text()));
        Assert.Equal(["b"], (await store.ReadAsync("/topic/b", 1, 10, 1000)).Select(message => message.Text()));
    }

    [SkippableFact]
    public async Task Too_many_connections_refuse_messages_until_some_are_gone()
    {
        await using var database = Open(await postgres.NewDatabaseAsync());
        var store = await OpenAsync(database);
        var others = new List<NpgsqlConnection>();
        database.ForgetIdle();
        try
        {
            while (true)
            {
                others.Add(new($"{Server.ConnectionString()};Pooling=False"));
                await others[^1].OpenAsync();
            }
        }
        catch (PostgresException e)
        {
            Assert.Equal(PostgresErrorCodes.TooManyConnections, e.SqlState);
        }

        var fault = await Assert.ThrowsAsync<MessageLogException>(async () => await store.AppendAsync(Entries.Many(Room, 1)));

        Assert.Equal("The message log's database has too many connections.", fault.Message);
        foreach (var other in others) await other.DisposeAsync();
        await Testing.Server.Eventually.TrueAsync(() => IsKeptAsync(store));
        Assert.Equal(new LogRange(1, 2), await store.GetRangeAsync(Room));
    }

    [SkippableFact]
    public async Task A_full_disk_refuses_messages_until_there_is_room()
    {
        Requirement.Check(PostgresServer.Missing);
        using var folder = new DataFolder();
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        var place = Directory.CreateDirectory(Path.Combine(folder.Path, "disk")).FullName;
        using var disk = SmallDisk.Mount(8, place, PostgresServer.User);
        await using var server = await PostgresServer.StartNewAsync();
        await server.RunSqlAsync($"CREATE TABLESPACE small LOCATION '{place}'");
        await using var database = Open($"{server.ConnectionString()};Options=-c default_tablespace=small");
        var store = await OpenAsync(database);
        await store.AppendAsync(Entries.Many(Room, 3));
        disk.Fill();
        // Compressed it would fit.
        var large = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(60_000));

        var fault = await Assert.ThrowsAsync<MessageLogException>(async () => await store.AppendAsync([Entries.Of(Room, large)]));

        Assert.Equal("The message log's disk is full.", fault.Message);
        Assert.Equal(3, (await store.ReadAsync(Room, 1, 100, int.MaxValue)).Count);
        disk.Free();
        await store.AppendAsync([Entries.Of(Room, large)]);
        Assert.Equal(new LogRange(1, 5), await store.GetRangeAsync(Room));
    }

    private static async Task<bool> IsKeptAsync(PostgresMessageLogStore store)
    {
        try
        {
            await store.AppendAsync(Entries.Many(Room, 1));
            return true;
        }
        catch (MessageLogException)
        {
            return false;
        }
    }

    private static PostgresDatabase Open(string address) => new(address, Migration.Load("Postgres.Migrations"), NullLogger<PostgresDatabase>.Instance);

    private static async Task<PostgresMessageLogStore> OpenAsync(PostgresDatabase database)
    {
        var store = new PostgresMessageLogStore(database, new());
        await store.OpenAsync();
        return store;
    }
}
