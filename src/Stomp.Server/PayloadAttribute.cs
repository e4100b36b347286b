namespace Stomp.Server;

/// <summary>Marks the parameter that takes the message's body. Needed only where it cannot be told from the others.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PayloadAttribute : Attribute
{
    /// <summary>
    /// Whether a message without a body is refused. Defaults to true; a parameter whose type is nullable or that has a default value needs none either.
    /// </summary>
    public bool Required { get; set; } = true;
}
