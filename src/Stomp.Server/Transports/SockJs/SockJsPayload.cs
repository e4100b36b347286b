using System.Net;
using Microsoft.AspNetCore.Http;

namespace Stomp.Server.Transports.SockJs;

/// <summary>What a request brought: messages, or what is wrong with it.</summary>
/// <param name="Messages">The messages, if nothing is wrong.</param>
/// <param name="Status">The status to answer with, if something is.</param>
/// <param name="Fault">What is.</param>
internal readonly record struct SockJsPayload(List<ReadOnlyMemory<byte>>? Messages, int Status, string? Fault)
{
    private const int ReadBytes = 4 * 1024;

    /// <param name="request">The request.</param>
    /// <param name="isForm">Whether the messages may stand in a form's field, named <c>d</c>.</param>
    /// <param name="most">Most bytes that it may have.</param>
    public static async Task<SockJsPayload> ReadAsync(HttpRequest request, bool isForm, int most)
    {
        using var body = new MessageBuffer();
        int read;
        do
        {
            read = await request.Body.ReadAsync(body.GetMemory(ReadBytes), request.HttpContext.RequestAborted);
            body.Advance(read);
            if (body.Length > most) return new(null, StatusCodes.Status413PayloadTooLarge, $"A request may have {most} bytes.");
        }
        while (read > 0);

        var isEncoded = isForm && request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        var json = isEncoded ? FieldOf(body.Written.Span) : body.Written.Span;
        if (json.IsEmpty) return Fails("Payload expected.");
        return SockJsMessages.Parse(json) is { } messages ? new(messages, 0, null) : Fails("Broken JSON encoding.");
    }

    private static SockJsPayload Fails(string fault) => new(null, StatusCodes.Status500InternalServerError, fault);

    private static ReadOnlySpan<byte> FieldOf(ReadOnlySpan<byte> form)
    {
        foreach (var range in form.Split((byte)'&'))
        {
            if (!form[range].StartsWith("d="u8)) continue;
            var value = form[range][2..].ToArray();
            return WebUtility.UrlDecodeToBytes(value, 0, value.Length);
        }

        return default;
    }
}
