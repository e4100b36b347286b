using Testing.Databases;
using Xunit;

namespace ChatServer.Tests.Storage;

/// <summary>PostgreSQL takes seconds to start: one server for all tests.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresFixture>
{
    public const string Name = "PostgreSQL";
}
