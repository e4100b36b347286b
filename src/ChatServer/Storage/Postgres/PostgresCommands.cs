using Npgsql;

namespace ChatServer.Storage.Postgres;

/// <summary>Commands with positional parameters, <c>$1</c> and up, which Npgsql sends as they are.</summary>
internal static class PostgresCommands
{
    /// <param name="connection">The connection.</param>
    /// <param name="sql">A statement of the program's own.</param>
    /// <param name="parameters">Its parameters; a lone array of objects would be taken for all of them, so arrays are lists.</param>
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params ReadOnlySpan<object> parameters)
    {
#pragma warning disable CA2100 // All of it is the program's own.
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var parameter in parameters) command.Parameters.Add(new() { Value = parameter });
        return command;
    }

    /// <summary>Adds a statement to those that travel together.</summary>
    public static NpgsqlBatch Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<object> parameters)
    {
#pragma warning disable CA2100
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        foreach (var parameter in parameters) command.Parameters.Add(new() { Value = parameter });
        batch.BatchCommands.Add(command);
        return batch;
    }
}
