using Xunit;

namespace Testing.Databases;

/// <summary>A PostgreSQL server for many tests, each with tables of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;

    /// <summary>The server; skips the test where PostgreSQL is missing.</summary>
    public PostgresServer Server
    {
        get
        {
            Requirement.Check(PostgresServer.Missing);
            return _server!;
        }
    }

    /// <summary>Makes room for a test's tables.</summary>
    /// <returns>How to connect to it.</returns>
    public Task<string> NewDatabaseAsync() => Server.NewDatabaseAsync();

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is null) _server = await PostgresServer.StartNewAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}
