using System.Globalization;

namespace ChatServer.Storage;

/// <summary>A step from one version of a schema to the next: a file <c>NNNN_name.sql</c>, embedded in the program. Those that were released never change.</summary>
/// <param name="Version">The schema's version after it; the first is 1.</param>
/// <param name="Sql">Its statements.</param>
internal sealed record Migration(int Version, string Sql)
{
    /// <summary>The migrations of a folder of <c>Storage</c>, in their order.</summary>
    /// <param name="folder">The folder, for example <c>Sqlite.Migrations</c>.</param>
    public static IReadOnlyList<Migration> Load(string folder)
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = $"ChatServer.Storage.{folder}.";
        var migrations = new List<Migration>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            migrations.Add(new(int.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture), reader.ReadToEnd()));
        }

        if (migrations.Index().Any(one => one.Item.Version != one.Index + 1)) throw new InvalidOperationException($"{folder}: the files are not numbered 1, 2, 3.");
        return migrations;
    }

    /// <summary>What is said of a database that is ahead of the program.</summary>
    /// <param name="database">The database, as its owner knows it.</param>
    /// <param name="found">Its schema's version.</param>
    /// <param name="known">The last version that the program knows.</param>
    public static InvalidOperationException Newer(string database, int found, int known) => new(
        $"{database} was written by a newer version of this program: its schema has version {found}, this program knows versions up to {known}. "
        + "Start the newer program, or restore a backup from before it.");
}
