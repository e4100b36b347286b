namespace Stomp.Server.Controllers;

/// <summary>Where a variable's value stands in the destination.</summary>
internal readonly record struct VariableRange(int Start, int Length);
