using Xunit;

namespace EndToEnd.Tests.Durability;

/// <summary>The chat with its own database file.</summary>
public sealed class SqliteCrashTests
{
    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_server_is_killed_again_and_again()
    {
        var data = Directory.CreateTempSubdirectory("chat-data-").FullName;

        await Crash.ProveAsync([$"--Chat:DataDirectory={data}"]);

        Assert.Equal("ok", DatabaseCheck.OfSqlite(Path.Combine(data, "chat.db")));
        Directory.Delete(data, recursive: true);
    }
}
