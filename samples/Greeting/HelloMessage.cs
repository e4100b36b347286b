using System.ComponentModel.DataAnnotations;

namespace Samples.Greeting;

/// <summary>Who says hello.</summary>
public sealed record HelloMessage
{
    /// <summary>The name.</summary>
    [Required]
    [StringLength(40)]
    public string? Name { get; init; }
}
