using System.Runtime.CompilerServices;

namespace Stomp.Server.Controllers;

/// <summary>The values of a mapping's variables, without an allocation: where they stand in the destination.</summary>
[InlineArray(Most)]
internal struct VariableRanges
{
    public const int Most = 8;

    private VariableRange _first;
}
