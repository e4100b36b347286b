using System.Buffers;
using System.Text.Json;

namespace Stomp.Server.Broker;

/// <summary>What a sender is told of a refused message: problem details (RFC 9457).</summary>
internal sealed record RejectionProblem(string Type, string Title, string Detail, string Destination)
{
    public const string ContentType = "application/problem+json";

    private static readonly RejectionProblemJson Json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = new MinimalJsonEncoder() });

    public static ReadOnlySequence<byte> Of(MessageRejectedException rejection, string destination)
    {
        var problem = new RejectionProblem(rejection.Type, "The message was refused.", rejection.Message, destination);
        return new(JsonSerializer.SerializeToUtf8Bytes(problem, Json.RejectionProblem));
    }
}
