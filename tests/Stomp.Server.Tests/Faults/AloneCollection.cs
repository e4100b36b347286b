namespace Stomp.Server.Tests.Faults;

/// <summary>Tests that load both processors or measure the heap: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
