using System.Text.Json.Serialization;

namespace Stomp.Server.Tests;

/// <summary>What JSON cannot become: two members of one name.</summary>
public sealed class Unserializable
{
    public string? Name { get; set; }

    [JsonPropertyName("name")]
    public string? Other { get; set; }
}
