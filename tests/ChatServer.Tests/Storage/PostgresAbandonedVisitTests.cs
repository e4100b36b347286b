using Testing.Databases;

namespace ChatServer.Tests.Storage;

/// <summary>The same server starts again.</summary>
public sealed class PostgresAbandonedVisitTests(PostgresFixture postgres) : PostgresAbandonedVisits(postgres, next: "first");
