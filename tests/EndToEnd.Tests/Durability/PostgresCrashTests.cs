using Testing.Databases;
using Xunit;

namespace EndToEnd.Tests.Durability;

/// <summary>The chat beside a PostgreSQL that dies, too.</summary>
public sealed class PostgresCrashTests
{
    [SkippableFact]
    public async Task Nothing_acknowledged_is_lost_when_the_server_and_PostgreSQL_are_killed_in_turn()
    {
        Testing.Requirement.Check(PostgresServer.Missing);
        await using var postgres = await PostgresServer.StartNewAsync();
        var database = await postgres.NewDatabaseAsync();

        await Crash.ProveAsync(["--Chat:Storage=Postgres", $"--Chat:ConnectionString={database}"], async () =>
        {
            await postgres.KillAsync();
            await postgres.StartAsync();
        });

        await DatabaseCheck.OfPostgresAsync(database);
    }
}
