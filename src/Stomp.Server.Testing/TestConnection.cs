using System.Net.WebSockets;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;

namespace Stomp.Server.Testing;

/// <summary>A WebSocket to an application that runs on a <see cref="TestServer"/>, made by the endpoint's own handshake.</summary>
internal sealed class TestConnection : IAsyncDisposable
{
    private readonly InProcessConnection _connection;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly byte[] _chunk = new byte[16 * 1024];

    private TestConnection(InProcessConnection connection, WebSocket socket) => (_connection, Socket) = (connection, socket);

    public WebSocket Socket { get; }

    /// <exception cref="StompTestException">The application refused the handshake.</exception>
    public static async Task<TestConnection> OpenAsync(TestServer server, string path, StompTestOptions options)
    {
        var connection = new InProcessConnection();
        HttpContext? request = null;
        var response = server.SendAsync(context => Configure(request = context, connection, path, options));
        await Task.WhenAny(connection.Upgraded, response).WaitAsync(options.Timeout);
        if (!connection.Upgraded.IsCompleted)
        {
            var refusal = await response;
            using var body = new StreamReader(refusal.Response.Body);
            var status = refusal.Response.StatusCode;
            throw new StompTestException($"The handshake at '{path}' was refused: {status} {ReasonPhrases.GetReasonPhrase(status)}. {await body.ReadToEndAsync()}".TrimEnd());
        }

        _ = response.ContinueWith(_ => connection.EndOfServer(), TaskScheduler.Default);
        return new(connection, WebSocket.CreateFromStream(connection.Client, new WebSocketCreationOptions
        {
            IsServer = false,
            KeepAliveInterval = Timeout.InfiniteTimeSpan,
            SubProtocol = request!.Response.Headers.SecWebSocketProtocol is [{ Length: > 0 } protocol] ? protocol : null,
        }));
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _sending.WaitAsync();
        try
        {
            // RFC 6455, 5.6: a text message is UTF-8.
            var type = Utf8.IsValid(bytes.Span) ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
            await Socket.SendAsync(bytes, type, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or IOException or InvalidOperationException or OperationCanceledException)
        {
            throw new StompTestException("The session has ended: nothing can be sent any more.", e);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The next bytes; none at the end, when the close frame has been answered.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadAsync()
    {
        try
        {
            ValueWebSocketReceiveResult result;
            do
            {
                result = await Socket.ReceiveAsync(_chunk.AsMemory(), CancellationToken.None);
                if (result.MessageType != WebSocketMessageType.Close) continue;
                await CloseAsync();
                return default;
            }
            while (result.Count == 0);
            return _chunk.AsMemory(0, result.Count);
        }
        catch (Exception e) when (e is WebSocketException or IOException or InvalidOperationException or OperationCanceledException)
        {
            return default;
        }
    }

    /// <summary>Says that nothing more will be sent, as a page that is left does.</summary>
    public async Task CloseAsync()
    {
        await _sending.WaitAsync();
        try
        {
            if (Socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or IOException or InvalidOperationException)
        {
            // The other end was quicker.
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Abort() => _connection.Abort();

    public ValueTask DisposeAsync()
    {
        Abort();
        _connection.EndOfClient();
        Socket.Dispose();
        _sending.Dispose();
        _connection.Dispose();
        return default;
    }

    private static void Configure(HttpContext context, InProcessConnection connection, string path, StompTestOptions options)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        var request = context.Request;
        request.Method = HttpMethods.Get;
        request.Path = query < 0 ? path : path[..query];
        if (query >= 0) request.QueryString = new QueryString(path[query..]);
        request.Headers.Upgrade = "websocket";
        request.Headers.Connection = "Upgrade";
        request.Headers.SecWebSocketVersion = "13";
        // The example of RFC 6455, 1.3: nobody looks at it here.
        request.Headers.SecWebSocketKey = "dGhlIHNhbXBsZSBub25jZQ==";
        if (options.SubProtocols.Count > 0) request.Headers.SecWebSocketProtocol = string.Join(", ", options.SubProtocols);
        foreach (var (name, value) in options.HttpHeaders) request.Headers.Append(name, value);
        if (options.User is { } user) context.User = user;
        context.Features.Set<IHttpUpgradeFeature>(connection);
        context.Features.Set<IHttpRequestLifetimeFeature>(connection);
    }
}
