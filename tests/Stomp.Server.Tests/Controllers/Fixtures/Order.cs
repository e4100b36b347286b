using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Stomp.Server.Tests;

public sealed record Order(
    [Required, StringLength(5)] string? Name,
    [Range(1, 9)] int Count,
    [property: EmailAddress, JsonPropertyName("e-mail")] string? Mail,
    Address? Address,
    IReadOnlyList<Address>? Others);
