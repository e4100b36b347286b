using System.Buffers;
using System.Text.Json;

namespace Stomp.Server.Broker;

/// <summary>What a sender is told of a refused message: problem details (RFC 9457).</summary>
internal sealed record RejectionProblem(string Type, string Title, string Detail, string Destination)
{
    public const string ContentType = "application/problem+json";

    public static ReadOnlySequence<byte> Of(MessageRejectedException rejection, string destination)
    {
        var problem = new RejectionProblem(rejection.Type, "The message was refused.", rejection.Message, destination);
        return new(JsonSerializer.SerializeToUtf8Bytes(problem, RejectionProblemJson.Default.RejectionProblem));
    }
}
