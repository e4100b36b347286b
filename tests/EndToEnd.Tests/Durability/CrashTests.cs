using Microsoft.Data.Sqlite;
using Xunit;

namespace EndToEnd.Tests.Durability;

/// <summary>What got its RECEIPT is kept, whatever happens to the server.</summary>
public sealed class CrashTests
{
    private const int Clients = 20;
    private const int Rounds = 25;

    [Fact]
    public async Task What_was_acknowledged_is_in_the_log_once_and_heard_once_by_all_though_the_server_is_killed_again_and_again()
    {
        var data = Directory.CreateTempSubdirectory("chat-data-").FullName;
        await using (var mortal = new MortalServer(await ServerProcess.StartAsync("--Chat:RateLimits:Enabled=false", $"--Chat:DataDirectory={data}")))
        await using (var crowd = new Crowd(Clients, "crash", mortal.WhenUpAsync))
        {
            for (var round = 0; round < Rounds; round++)
            {
                // At a moment that nobody can know: some receipts after the last start.
                await crowd.WhenAcknowledgedAsync(Random.Shared.Next(1, 10 * Clients));
                await mortal.KillAndStartAsync();
            }

            await crowd.WhenEachAcknowledgedAsync();
            await crowd.ProveAsync();
        }

        Assert.Equal("ok", Check(Path.Combine(data, "chat.db")));
        Directory.Delete(data, recursive: true);
    }

    private static string? Check(string file)
    {
        SQLitePCL.Batteries_V2.Init();
        using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string?)command.ExecuteScalar();
    }
}
