namespace Stomp.Server.Controllers;

/// <summary>How two segments, or two templates, stand to each other.</summary>
internal enum Overlap
{
    /// <summary>Nothing fits both.</summary>
    Apart,

    /// <summary>Something may fit both; one is more specific.</summary>
    Ordered,

    /// <summary>Something may fit both, and neither is more specific.</summary>
    Ambiguous,

    /// <summary>The same fits both.</summary>
    Same,
}
