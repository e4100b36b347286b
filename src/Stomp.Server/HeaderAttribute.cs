namespace Stomp.Server;

/// <summary>Marks a parameter that takes a header of the frame: a string, an enum or anything that is <see cref="IParsable{TSelf}"/>.</summary>
/// <param name="name">The header's name; the parameter's own when null.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HeaderAttribute(string? name = null) : Attribute
{
    /// <summary>The header's name; the parameter's own when null.</summary>
    public string? Name { get; } = name;

    /// <summary>
    /// Whether a frame without the header is refused. Defaults to true; a parameter whose type is nullable or that has a default value needs none either.
    /// </summary>
    public bool Required { get; set; } = true;

    /// <summary>What is taken for a header that is missing, written as in a frame. Null for none.</summary>
    public string? DefaultValue { get; set; }
}
