using ChatServer.Tests.Storage;
using Microsoft.Data.Sqlite;
using Testing.Server;
using Xunit;

namespace ChatServer.Tests;

/// <summary>A LEAVE that cannot be kept when it is due is said later, once.</summary>
public sealed class LateLeaveTests
{
    [Fact]
    public async Task A_leave_that_the_log_could_not_keep_is_said_when_it_can()
    {
        using var data = new DataFolder();
        await using var app = ChatApp.Start(("Chat:DataDirectory", data.Path));
        app.ExpectsNoProblems = false;
        await using var watcher = await app.ListenAsync();
        await using var client = await app.JoinAsync("ss");
        await watcher.ExpectChatAsync("JOIN", "ss");
        await using (await LockAsync(data))
        {
            client.Kill();
            await app.WhenSessionsAsync(1);
            Assert.Contains(app.Log.Problems, line => line.Contains("cannot keep messages", StringComparison.Ordinal));
        }

        var leaving = watcher.ExpectChatAsync("LEAVE", "ss");
        // Until the next try is due: when that is depends on whether another one has failed meanwhile.
        await Eventually.TrueAsync(() =>
        {
            app.Time.Advance(TimeSpan.FromSeconds(2));
            return leaving.IsCompleted;
        });

        await leaving;
        app.Time.Advance(TimeSpan.FromSeconds(10));
        await watcher.ExpectNothingMoreAsync();
    }

    /// <summary>Another program has the file.</summary>
    private static async Task<SqliteConnection> LockAsync(DataFolder data)
    {
        var other = new SqliteConnection($"Data Source={data.DatabasePath};Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync();
        return other;
    }
}
