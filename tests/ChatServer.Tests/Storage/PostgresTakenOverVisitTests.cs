using Testing.Databases;

namespace ChatServer.Tests.Storage;

/// <summary>Another server finds that the first one is dead.</summary>
public sealed class PostgresTakenOverVisitTests(PostgresFixture postgres) : PostgresAbandonedVisits(postgres, next: "second");
