using Npgsql;
using Stomp.Server;

namespace ChatServer.Storage.Postgres;

/// <summary>
/// Writes batches of messages, each once: a batch is a transaction that also counts up the row of this process in <c>log_writer</c>. When the answer to a commit is lost,
/// that row tells whether it was done, and counting it up further keeps a commit that is still on its way from being done later.
/// </summary>
internal sealed class PostgresAppender(PostgresDatabase database)
{
    // How long senders wait to hear what became of their messages: a restart of the database takes a few seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private const int MostAttempts = 5;

    private readonly Guid _writer = Guid.NewGuid();
    private readonly PostgresDestinations _destinations = new();
    // The number of the last batch that is committed.
    private long _batch;
    private bool _isRegistered;
    private bool _isInDoubt;

    public async ValueTask AppendAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        await database.OpenAsync(cancellationToken);
        // The last batch's senders were told that it failed. It may still be on its way, with the number that is the next one's.
        if (_isInDoubt) await IsCommittedAsync(TimeSpan.Zero, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var batch = new PostgresBatch(entries);
            try
            {
                await using var connection = await database.ConnectAsync(cancellationToken);
                await PrepareAsync(connection, entries, cancellationToken);
                if (!await batch.LockAsync(connection, _writer, _batch, cancellationToken))
                {
                    // It was idle for so long that its row has gone.
                    _isRegistered = false;
                    continue;
                }

                await batch.CommitAsync(connection, cancellationToken);
                _batch++;
                return;
            }
            catch (Exception e) when (PostgresFaults.IsFault(e))
            {
                if (PostgresFaults.IsLoss(e)) database.ForgetIdle();
                if (batch.MayBeCommitted(e))
                {
                    database.Explain(e);
                    _isInDoubt = true;
                    if (await IsCommittedAsync(Patience, cancellationToken)) return;
                }
                else if (attempt >= MostAttempts || !(PostgresFaults.IsConflict(e) || (PostgresFaults.IsLoss(e) && attempt == 1)))
                {
                    throw database.Explain(e);
                }
            }
        }
    }

    /// <summary>Makes the rows that the batch needs. They are of no consequence by themselves.</summary>
    private async Task PrepareAsync(NpgsqlConnection connection, IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        if (!_isRegistered)
        {
            await using var register = connection.CreateBatch()
                .Add("DELETE FROM log_writer WHERE at < now() - interval '30 days'")
                .Add("INSERT INTO log_writer (id, batch) VALUES ($1, $2) ON CONFLICT DO NOTHING", _writer, _batch);
            await register.ExecuteNonQueryAsync(cancellationToken);
            _isRegistered = true;
        }

        await _destinations.MakeAsync(connection, entries, cancellationToken);
    }

    /// <summary>Finds out what became of the last batch, as soon as the database can be asked.</summary>
    private async ValueTask<bool> IsCommittedAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = await database.ConnectAsync(cancellationToken);
                // Waits for the row's lock, which a batch that is not done yet still holds.
                await using var ask = connection.CreateBatch()
                    .Add("UPDATE log_writer SET batch = $2 + 2 WHERE id = $1 AND batch = $2", _writer, _batch)
                    .Add("SELECT batch FROM log_writer WHERE id = $1", _writer);
                var found = await ask.ExecuteScalarAsync(cancellationToken) as long? ?? _batch;
                var isCommitted = found == _batch + 1;
                (_batch, _isInDoubt) = (found, false);
                return isCommitted;
            }
            catch (Exception e) when (PostgresFaults.IsFault(e))
            {
                database.ForgetIdle();
                if (TimeProvider.System.GetElapsedTime(begin) >= patience) throw database.Explain(e);
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
