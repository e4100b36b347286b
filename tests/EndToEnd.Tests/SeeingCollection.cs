using Xunit;

namespace EndToEnd.Tests;

/// <inheritdoc cref="PageCollections.Seeing"/>
[CollectionDefinition(PageCollections.Seeing)]
#pragma warning disable CA1711 // xunit calls it so.
public sealed class SeeingCollection : ICollectionFixture<Browser>;
#pragma warning restore CA1711
