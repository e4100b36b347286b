using System.Text.Json.Serialization;

namespace Stomp.Server.Security;

/// <summary>How the token becomes JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AntiforgeryToken))]
internal sealed partial class AntiforgeryTokenJson : JsonSerializerContext;
