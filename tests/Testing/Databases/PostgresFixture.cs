using Xunit;

namespace Testing.Databases;

/// <summary>A PostgreSQL server for many tests, each with a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;

    /// <summary>A new, empty database; skips the test where PostgreSQL is missing.</summary>
    /// <returns>How to connect to it.</returns>
    public Task<string> NewDatabaseAsync()
    {
        Requirement.Check(PostgresServer.Missing);
        return _server!.NewDatabaseAsync();
    }

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is null) _server = await PostgresServer.StartNewAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}
