using System.Text.Json.Serialization;

namespace Stomp.Server.Broker;

/// <summary>How problem details become JSON, whatever the application's own options are.</summary>
[JsonSerializable(typeof(RejectionProblem))]
internal sealed partial class RejectionProblemJson : JsonSerializerContext;
