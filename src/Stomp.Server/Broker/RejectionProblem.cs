using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stomp.Server.Broker;

/// <summary>What a sender is told of a refused message: problem details (RFC 9457).</summary>
/// <param name="Type">What kind of problem it is.</param>
/// <param name="Title">The same for all.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Destination">Where the message went.</param>
/// <param name="Subscription">The id of the subscription that was refused or failed.</param>
/// <param name="Errors">What is wrong with each member of the payload.</param>
internal sealed record RejectionProblem(
    string Type, string Title, string Detail, string Destination, string? Subscription, IReadOnlyDictionary<string, string[]>? Errors)
{
    public const string ContentType = "application/problem+json";

    private static readonly RejectionProblemJson Json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = new MinimalJsonEncoder(),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });

    public static ReadOnlySequence<byte> Of(MessageRejectedException rejection, string destination, string? subscription)
    {
        var problem = new RejectionProblem(rejection.Type, "The message was refused.", rejection.Message, destination, subscription, rejection.Errors);
        return new(JsonSerializer.SerializeToUtf8Bytes(problem, Json.RejectionProblem));
    }
}
