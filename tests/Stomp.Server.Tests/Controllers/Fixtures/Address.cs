using System.ComponentModel.DataAnnotations;

namespace Stomp.Server.Tests;

public sealed class Address
{
    [Required, Display(Name = "Town")]
    public string? City { get; set; }

    public Address? Next { get; set; }
}
