using Testing.Databases;
using Xunit;

namespace EndToEnd.Tests.Durability;

/// <summary>What got its RECEIPT is in the log once, and is heard once and in order by all, whatever is killed meanwhile.</summary>
public sealed class CrashTests
{
    private const int Clients = 20;
    private const int Rounds = 25;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_server_is_killed_again_and_again()
    {
        var data = Directory.CreateTempSubdirectory("chat-data-").FullName;
        await using (var mortal = await StartAsync($"--Chat:DataDirectory={data}"))
        await using (var crowd = new Crowd(Clients, "crash", mortal.WhenUpAsync))
        {
            for (var round = 0; round < Rounds; round++)
            {
                await WhenNobodyExpectsItAsync(crowd);
                await mortal.KillAndStartAsync();
            }

            await crowd.WhenEachAcknowledgedAsync();
            await crowd.ProveAsync();
        }

        Assert.Equal("ok", DatabaseCheck.OfSqlite(Path.Combine(data, "chat.db")));
        Directory.Delete(data, recursive: true);
    }

    [SkippableFact]
    public async Task Nothing_acknowledged_is_lost_when_the_server_and_PostgreSQL_are_killed_in_turn()
    {
        Testing.Requirement.Check(PostgresServer.Missing);
        await using var postgres = await PostgresServer.StartNewAsync();
        var database = await postgres.NewDatabaseAsync();
        await using (var mortal = await StartAsync("--Chat:Storage=Postgres", $"--Chat:ConnectionString={database}"))
        await using (var crowd = new Crowd(Clients, "crash", mortal.WhenUpAsync))
        {
            for (var round = 0; round < Rounds; round++)
            {
                await WhenNobodyExpectsItAsync(crowd);
                await mortal.KillAndStartAsync();
                if (round % 2 > 0) continue;
                await WhenNobodyExpectsItAsync(crowd);
                await mortal.SurviveAsync(async () =>
                {
                    await postgres.KillAsync();
                    await postgres.StartAsync();
                });
            }

            await crowd.WhenEachAcknowledgedAsync();
            await crowd.ProveAsync();
        }

        await DatabaseCheck.OfPostgresAsync(database);
    }

    private static async Task<MortalServer> StartAsync(params string[] settings) =>
        new(await ServerProcess.StartAsync([.. settings, "--Chat:RateLimits:Enabled=false"]));

    // Some receipts after the last start: at no moment of anything that the server does.
    private static Task WhenNobodyExpectsItAsync(Crowd crowd) => crowd.WhenAcknowledgedAsync(Random.Shared.Next(1, 10 * Clients));
}
