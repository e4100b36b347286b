using System.Globalization;

namespace ChatServer.Storage.Sqlite;

/// <summary>Brings a database file to the program's schema. Its version is SQLite's own <c>user_version</c>.</summary>
internal static class SqliteMigrator
{
    // 'Chat' in ASCII.
    private const long ApplicationId = 0x43686174;

    /// <summary>Does the steps that are missing, all or none.</summary>
    /// <param name="session">A connection that may write.</param>
    /// <param name="migrations">The steps.</param>
    /// <param name="path">The file's name, for messages.</param>
    /// <returns>The version.</returns>
    /// <exception cref="InvalidOperationException">The file is another program's, or a newer version's.</exception>
    public static int Migrate(SqliteSession session, IReadOnlyList<Migration> migrations, string path)
    {
        session.Execute("BEGIN IMMEDIATE");
        var version = (int)session.Prepare("PRAGMA user_version").RunScalar()!;
        var isEmpty = session.Prepare("SELECT count(*) FROM sqlite_schema").RunScalar() == 0;
        if (!isEmpty && session.Prepare("PRAGMA application_id").RunScalar() != ApplicationId)
            throw new InvalidOperationException($"{path} is another program's database. Move it away, or set another Chat:DataDirectory.");
        if (version > migrations.Count) throw Migration.Newer(path, version, migrations.Count);
        foreach (var migration in migrations.Skip(version)) session.Execute(migration.Sql);
        session.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {migrations.Count.ToString(CultureInfo.InvariantCulture)}; COMMIT");
        return migrations.Count;
    }
}
