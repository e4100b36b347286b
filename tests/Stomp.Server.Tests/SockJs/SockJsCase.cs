using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Stomp.Server.Tests.SockJs;

/// <summary>
/// What the cases of SockJS' specification share. A class of cases has the name that it has in sockjs-protocol, 0.3.3 and HEAD, and so has a
/// case; where both have it and differ, 0.3.3 counts.
/// </summary>
public abstract class SockJsCase(SockJsFixture fixture) : IClassFixture<SockJsFixture>
{
    protected const string Echo = "/echo";
    protected const string Close = "/close";
    protected const string WebSocketOff = "/disabled_websocket_echo";
    protected const string CookieNeeded = "/cookie_needed_echo";
    protected const string GoAway = "c[3000,\"Go away!\"]";

    protected static string NewSession(string service = Echo) => $"{service}/000/{Guid.NewGuid()}";

    protected Task<RawAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    protected Task<RawAnswer> OptionsAsync(string path, params (string Name, string Value)[] headers) => SendAsync("OPTIONS", path, null, headers);

    protected Task<RawAnswer> PostAsync(string path, string body = "", params (string Name, string Value)[] headers) =>
        SendAsync("POST", path, body, headers);

    /// <summary>An answer whose body the case reads chunk by chunk.</summary>
    protected async Task<RawAnswer> StreamAsync(string method, string path, params (string Name, string Value)[] headers) =>
        await (await RawHttp.OpenAsync(fixture.Address)).RequestAsync(method, path, method == "POST" ? "" : null, headers);

    protected Task<RawHttp> ConnectAsync() => RawHttp.OpenAsync(fixture.Address);

    protected Uri WebSocketUri(string path) => new($"ws://{fixture.Address.Authority}{path}");

    protected Uri HttpUri(string path) => new(fixture.Address, path);

    protected async Task<ClientWebSocket> WebSocketAsync(string path)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(WebSocketUri(path), CancellationToken.None).WaitAsync(StompTestClient.Patience);
        return socket;
    }

    protected static Task SendAsync(ClientWebSocket socket, string text)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None).WaitAsync(StompTestClient.Patience);
    }

    /// <returns>The next message; null when the server closes or cuts.</returns>
    protected static async Task<string?> ReceiveAsync(ClientWebSocket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        var buffer = new byte[1 << 20];
        var length = 0;
        try
        {
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).AsTask().WaitAsync(StompTestClient.Patience);
                if (result.MessageType == WebSocketMessageType.Close) return null;
                length += result.Count;
                if (result.EndOfMessage) return Encoding.UTF8.GetString(buffer, 0, length);
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    protected static void VerifyContentType(RawAnswer answer, string expected)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Assert.Equal(expected, answer["content-type"]?.Replace(" ", "", StringComparison.Ordinal));
    }

    protected static void VerifyCors(RawAnswer answer, string? origin = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Assert.Equal(origin is null or "null" ? "*" : origin, answer["access-control-allow-origin"]);
        Assert.Equal("true", answer["access-control-allow-credentials"]);
    }

    protected static void VerifyNotCached(RawAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Assert.Equal("no-store, no-cache, must-revalidate, max-age=0", answer["cache-control"]);
        Assert.Null(answer["expires"]);
        Assert.Null(answer["last-modified"]);
    }

    protected static void VerifyCachedForLong(RawAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Assert.Matches("public", answer["cache-control"]);
        Assert.Matches("max-age=[1-9][0-9]{6}", answer["cache-control"]);
        Assert.NotNull(answer["expires"]);
    }

    protected static void VerifyNoCookie(RawAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Assert.Null(answer["set-cookie"]);
    }

    protected static void Verify404(RawAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Assert.Equal(404, answer.Status);
    }

    protected static void Verify405(RawAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Assert.Equal(405, answer.Status);
        Assert.Null(answer["content-type"]);
        Assert.NotNull(answer["allow"]);
        Assert.Equal("", answer.Body);
    }

    protected async Task VerifyOptionsAsync(string path, string methods)
    {
        foreach (var origin in (string?[])[null, "test", "null"])
        {
            var answer = await OptionsAsync(path, origin is null ? [] : [("Origin", origin), ("Access-Control-Request-Method", methods)]);
            Assert.Equal(204, answer.Status);
            VerifyCachedForLong(answer);
            Assert.True(int.Parse(answer["access-control-max-age"]!, CultureInfo.InvariantCulture) > 1_000_000);
            Assert.Equal(methods, answer["access-control-allow-methods"]);
            Assert.Equal("", answer.Body);
            VerifyCors(answer, origin);
        }
    }

    private async Task<RawAnswer> SendAsync(string method, string path, string? body, (string Name, string Value)[] headers)
    {
        await using var connection = await RawHttp.OpenAsync(fixture.Address);
        var answer = await connection.RequestAsync(method, path, body, headers);
        await answer.ReadBodyAsync();
        return answer;
    }
}
