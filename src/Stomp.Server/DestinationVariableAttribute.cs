namespace Stomp.Server;

/// <summary>Marks a parameter that takes a variable of the mapping's template. Needed only where the names differ.</summary>
/// <param name="name">The variable's name; the parameter's own when null.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DestinationVariableAttribute(string? name = null) : Attribute
{
    /// <summary>The variable's name; the parameter's own when null.</summary>
    public string? Name { get; } = name;
}
