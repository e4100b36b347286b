using Xunit;

namespace EndToEnd.Tests;

/// <inheritdoc cref="PageCollections.Talking"/>
[CollectionDefinition(PageCollections.Talking)]
#pragma warning disable CA1711 // xunit calls it so.
public sealed class TalkingCollection : ICollectionFixture<Browser>;
#pragma warning restore CA1711
