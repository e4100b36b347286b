using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Stomp.Server.Transports.SockJs.Drafts;

/// <summary>The handshake of draft-hixie-thewebsocketprotocol-76: two keys with numbers hidden in them, and eight bytes behind the headers.</summary>
internal static class Hixie76Handshake
{
    private const string Key1 = "Sec-WebSocket-Key1";
    private const string Key2 = "Sec-WebSocket-Key2";
    private const int NonceBytes = 8;

    public static bool IsAsked(HttpRequest request) =>
        request.Headers.ContainsKey(Key1) && request.Headers.ContainsKey(Key2)
        && request.HttpContext.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true;

    public static async Task AnswerAsync(HttpContext context, MessageApplication application, MessageFraming framing)
    {
        var request = context.Request;
        if (NumberIn(request.Headers[Key1].ToString()) is not { } first || NumberIn(request.Headers[Key2].ToString()) is not { } second)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var headers = context.Response.Headers;
        headers.Upgrade = "WebSocket";
        var scheme = request.IsHttps ? "wss" : "ws";
        headers["Sec-WebSocket-Location"] = $"{scheme}://{request.Host}{request.PathBase}{request.Path}{request.QueryString}";
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin) headers["Sec-WebSocket-Origin"] = origin;

        // Balancers pass the nonce on only once they have seen the answer's headers.
        var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        await stream.FlushAsync(context.RequestAborted);
        var challenge = new byte[2 * sizeof(uint) + NonceBytes];
        BinaryPrimitives.WriteUInt32BigEndian(challenge, first);
        BinaryPrimitives.WriteUInt32BigEndian(challenge.AsSpan(sizeof(uint)), second);
        await stream.ReadExactlyAsync(challenge.AsMemory(2 * sizeof(uint)), context.RequestAborted);
        await stream.WriteAsync(Answer(challenge), context.RequestAborted);

        using var connection = new Hixie76Connection(stream, context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>(), framing.MaxBytes);
        await application.RunAsync(framing.Wrap(connection), ConnectionRequest.Of(context));
    }

#pragma warning disable CA5351 // The draft asks for MD5; nothing is kept secret by it.
    private static byte[] Answer(byte[] challenge) => MD5.HashData(challenge);
#pragma warning restore CA5351

    /// <returns>The number that the key's digits make, divided by how many spaces it has; null if that is none.</returns>
    private static uint? NumberIn(string key)
    {
        var spaces = key.Count(character => character == ' ');
        if (spaces == 0 || !ulong.TryParse(string.Concat(key.Where(char.IsAsciiDigit)), out var number)) return null;
        return number % (ulong)spaces == 0 && number / (ulong)spaces <= uint.MaxValue ? (uint)(number / (ulong)spaces) : null;
    }
}
