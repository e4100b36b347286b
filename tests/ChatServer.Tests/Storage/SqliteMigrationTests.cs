using ChatServer.Storage;
using ChatServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>How a file comes to the program's schema, or is refused.</summary>
public sealed class SqliteMigrationTests : IDisposable
{
    private static readonly Migration First = new(1, "CREATE TABLE a (x)");
    private static readonly Migration Second = new(2, "CREATE TABLE b (x); INSERT INTO b VALUES (1)");

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_folder_and_the_file_are_made()
    {
        var path = Path.Combine(_folder.Path, "a", "b", "chat.db");
        using var database = new SqliteDatabase(path, Migration.Load("Sqlite.Migrations"), durable: true, NullLogger<SqliteDatabase>.Instance);

        database.Open();

        Assert.True(File.Exists(path));
    }

    [Fact]
    public void Only_the_steps_that_are_missing_are_done()
    {
        using (var old = Open(First)) old.Open();
        using (var now = Open(First, Second)) now.Open();
        using var again = Open(First, Second);

        Assert.Equal(1, again.Read(session => session.Prepare("SELECT count(*) FROM b").RunScalar()));
        Assert.Equal(2, again.Read(session => session.Prepare("PRAGMA user_version").RunScalar()));
    }

    [Fact]
    public void A_step_that_fails_leaves_all_as_it_was()
    {
        using (var old = Open(First)) old.Open();
        using (var broken = Open(First, Second, new(3, "CREATE TABLE c (x); SELECT * FROM nothing"))) Assert.ThrowsAny<Exception>(broken.Open);
        using var again = Open(First);

        Assert.Equal(1, again.Read(session => session.Prepare("PRAGMA user_version").RunScalar()));
        Assert.Equal(1, again.Read(session => session.Prepare("SELECT count(*) FROM sqlite_schema").RunScalar()));
    }

    [Fact]
    public void A_newer_schema_is_refused_with_the_way_out()
    {
        using (var newer = Open(First, Second)) newer.Open();
        using var old = Open(First);

        var fault = Assert.Throws<InvalidOperationException>(old.Open);

        Assert.Equal($"{_folder.DatabasePath} was written by a newer version of this program: its schema has version 2, this program knows versions up to 1. "
            + "Start the newer program, or restore a backup from before it.", fault.Message);
    }

    [Fact]
    public void Another_program_s_database_is_left_alone()
    {
        using (var connection = new SqliteConnection($"Data Source={_folder.DatabasePath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE theirs (x)";
            command.ExecuteNonQuery();
        }

        using var database = _folder.OpenDatabase();

        Assert.Contains("another program's database", Assert.Throws<InvalidOperationException>(database.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(_folder.DatabasePath, new string('x', 10_000));
        using var database = _folder.OpenDatabase();

        Assert.Contains("is damaged, or no database at all", Assert.Throws<InvalidOperationException>(database.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_folder.DatabasePath, "");
        using var database = new SqliteDatabase(Path.Combine(_folder.DatabasePath, "chat.db"), [First], durable: true, NullLogger<SqliteDatabase>.Instance);

        Assert.StartsWith("Chat:DataDirectory: ", Assert.Throws<InvalidOperationException>(database.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_new_log_has_an_epoch_of_its_own()
    {
        using var one = _folder.OpenDatabase();
        using var folder = new DataFolder();
        using var other = folder.OpenDatabase();

        Assert.NotEqual(await new SqliteMessageLogStore(one, new()).OpenAsync(), await new SqliteMessageLogStore(other, new()).OpenAsync());
    }

    private SqliteDatabase Open(params Migration[] migrations) => new(_folder.DatabasePath, migrations, durable: true, NullLogger<SqliteDatabase>.Instance);
}
