using Dapper;
using Npgsql;
using Stomp.Server;

namespace ChatServer.Storage.Postgres;

/// <summary>A PostgreSQL database: brought to the program's schema when it is opened, with pooled connections.</summary>
/// <param name="connectionString">How to reach it.</param>
/// <param name="migrations">Its schema.</param>
/// <param name="logger">Gets what the database's owner has to know.</param>
internal sealed partial class PostgresDatabase(string connectionString, IReadOnlyList<Migration> migrations, ILogger<PostgresDatabase> logger) : IAsyncDisposable
{
    // Any number that nobody else's program uses in the same database: 'ChatServ' in ASCII.
    private const long MigrationLock = 0x4368617453657276;

    private readonly NpgsqlDataSource _connections = NpgsqlDataSource.Create(Settings(connectionString));
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _isOpen;

    /// <summary>Makes the database ready, unless it is.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It can never be used as it is.</exception>
    /// <exception cref="MessageLogException">It cannot be used now.</exception>
    public async ValueTask OpenAsync(CancellationToken cancellationToken = default)
    {
        if (Volatile.Read(ref _isOpen)) return;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_isOpen) return;
            await MigrateAsync(cancellationToken);
            Volatile.Write(ref _isOpen, true);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new InvalidOperationException($"Chat:ConnectionString: the database refuses it ({e.MessageText}).", e);
        }
        catch (Exception e) when (PostgresFaults.IsFault(e))
        {
            throw Explain(e);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Reads with a connection of its own; after the loss of an idle connection once more with a fresh one.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="read">Reads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="MessageLogException">The database cannot be read now.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken cancellationToken = default)
    {
        await OpenAsync(cancellationToken);
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                await using var connection = await ConnectAsync(cancellationToken);
                return await read(connection);
            }
            catch (Exception e) when (isFirst && PostgresFaults.IsLoss(e))
            {
                ForgetIdle();
            }
            catch (Exception e) when (PostgresFaults.IsFault(e))
            {
                throw Explain(e);
            }
        }
    }

    /// <summary>Writes in a transaction of its own.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="write">Writes; the transaction is committed behind it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The result, when it is committed.</returns>
    /// <exception cref="MessageLogException">The database cannot do it now. Where the connection was lost during the commit it may be done all the same.</exception>
    public async ValueTask<T> WriteAsync<T>(Func<NpgsqlConnection, Task<T>> write, CancellationToken cancellationToken = default)
    {
        await OpenAsync(cancellationToken);
        try
        {
            await using var connection = await ConnectAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var result = await write(connection);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        catch (Exception e) when (PostgresFaults.IsFault(e))
        {
            if (PostgresFaults.IsLoss(e)) ForgetIdle();
            throw Explain(e);
        }
    }

    /// <summary>A connection of the pool.</summary>
    public ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken) => _connections.OpenConnectionAsync(cancellationToken);

    /// <summary>After a loss: the pool's other connections are as dead.</summary>
    public void ForgetIdle() => _connections.Clear();

    public async ValueTask DisposeAsync()
    {
        await _connections.DisposeAsync();
        _gate.Dispose();
    }

    /// <summary>Notes a fault for the owner, and says it for clients.</summary>
    public MessageLogException Explain(Exception fault)
    {
        LogFault(fault.Message);
        return PostgresFaults.Explain(fault);
    }

    private static string Settings(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        // Statements that are used twice are planned once. The user's own numbers win.
        if (settings.MaxAutoPrepare == 0) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (50, 2);
        // A lock that takes longer is held by something that hangs.
        if (!settings.ContainsKey("Command Timeout")) settings.CommandTimeout = 10;
        settings.ApplicationName ??= "ChatServer";
        return settings.ToString();
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _connections.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Several servers may start at once: the others wait here, and find nothing left to do.
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@MigrationLock)", new { MigrationLock });
        await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS chat_schema (version int NOT NULL)");
        var version = await connection.QuerySingleOrDefaultAsync<int?>("SELECT version FROM chat_schema") ?? 0;
        if (version > migrations.Count) throw Migration.Newer($"The database '{connection.Database}'", version, migrations.Count);
        foreach (var migration in migrations.Skip(version)) await connection.ExecuteAsync(migration.Sql);
        await connection.ExecuteAsync("DELETE FROM chat_schema; INSERT INTO chat_schema (version) VALUES (@Count)", new { migrations.Count });
        await transaction.CommitAsync(cancellationToken);
        LogOpened(connection.Database, migrations.Count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Database {Database}, schema version {Version}")]
    private partial void LogOpened(string database, int version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Database: {Fault}")]
    private partial void LogFault(string fault);
}
