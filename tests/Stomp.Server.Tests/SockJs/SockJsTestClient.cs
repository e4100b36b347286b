using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Stomp.Server.Tests.SockJs;

/// <summary>A SockJS client over one transport, that asks anew when an answer ends, as clients do.</summary>
public sealed class SockJsTestClient : IAsyncDisposable
{
    /// <summary>The ways of receiving, by the names that they have in their paths.</summary>
    public static readonly string[] Ways = ["websocket", "xhr", "xhr_streaming", "eventsource", "htmlfile", "jsonp"];

    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Queue<string> _frames = new();
    private readonly Queue<string> _messages = new();
    private readonly Uri _session;
    private readonly string _way;
    private ClientWebSocket? _socket;
    private StreamReader? _answer;

    private SockJsTestClient(Uri session, string way) => (_session, _way) = (session, way);

    /// <summary>How many answers were begun.</summary>
    public int Answers { get; private set; }

    /// <param name="service">Where SockJS is, for example <c>http://localhost:8081/echo</c>.</param>
    /// <param name="way">One of <see cref="Ways"/>.</param>
    /// <param name="headers">Headers of each request.</param>
    public static async Task<SockJsTestClient> OpenAsync(Uri service, string way, params (string Name, string Value)[] headers)
    {
        ArgumentNullException.ThrowIfNull(service);
        var client = new SockJsTestClient(new Uri($"{service}/000/{Guid.NewGuid()}/"), way);
        foreach (var (name, value) in headers) client._http.DefaultRequestHeaders.Add(name, value);
        if (way == "websocket")
        {
            client._socket = new();
            foreach (var (name, value) in headers) client._socket.Options.SetRequestHeader(name, value);
            await client._socket.ConnectAsync(new UriBuilder(client._session) { Scheme = "ws", Path = client._session.AbsolutePath + way }.Uri, CancellationToken.None)
                .WaitAsync(StompTestClient.Patience);
        }

        Assert.Equal("o", await client.NextFrameAsync());
        return client;
    }

    /// <summary>Sends messages, all in one request.</summary>
    public async Task SendAsync(params string[] messages)
    {
        var json = JsonSerializer.Serialize(messages);
        if (_socket is not null)
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, CancellationToken.None).WaitAsync(StompTestClient.Patience);
            return;
        }

        using var body = _way == "jsonp" ? new FormUrlEncodedContent([new("d", json)]) : (HttpContent)new StringContent(json);
        using var answer = await _http.PostAsync(new Uri(_session, _way == "jsonp" ? "jsonp_send" : "xhr_send"), body).WaitAsync(StompTestClient.Patience);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>The next message; heart-beats are passed over.</summary>
    public async Task<string> ReceiveAsync()
    {
        while (_messages.Count == 0)
        {
            var frame = await NextFrameAsync();
            if (frame == "h") continue;
            Assert.StartsWith("a", frame, StringComparison.Ordinal);
            foreach (var message in JsonSerializer.Deserialize<string[]>(frame[1..])!) _messages.Enqueue(message);
        }

        return _messages.Dequeue();
    }

    /// <summary>The next frame.</summary>
    public async Task<string> NextFrameAsync()
    {
        while (_frames.Count == 0) await ReadAsync().WaitAsync(StompTestClient.Patience);
        return _frames.Dequeue();
    }

    /// <summary>Asks for a frame beside the rest.</summary>
    public async Task<string> AskOnceAsync()
    {
        using var answer = await AskAsync();
        return await answer.ReadToEndAsync();
    }

    public ValueTask DisposeAsync()
    {
        _answer?.Dispose();
        _socket?.Dispose();
        _http.Dispose();
        return default;
    }

    private async Task ReadAsync()
    {
        if (_socket is not null)
        {
            _frames.Enqueue(await ReadMessageAsync(_socket));
            return;
        }

        _answer ??= await AskAsync();
        var line = await _answer.ReadLineAsync();
        if (line is null)
        {
            _answer.Dispose();
            _answer = null;
        }
        else if (FrameIn(line) is { } frame)
        {
            _frames.Enqueue(frame);
        }
    }

    private async Task<StreamReader> AskAsync()
    {
        Answers++;
        var method = _way.StartsWith("xhr", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get;
        using var request = new HttpRequestMessage(method, new Uri(_session, _way + (_way is "htmlfile" or "jsonp" ? "?c=cb" : "")));
        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>Each way has a frame in a line of its own.</summary>
    private string? FrameIn(string line) => _way switch
    {
        "eventsource" => line.StartsWith("data: ", StringComparison.Ordinal) ? line["data: ".Length..] : null,
        "htmlfile" => line.StartsWith("p(\"", StringComparison.Ordinal) ? JsonSerializer.Deserialize<string>(line[2..^2]) : null,
        "jsonp" => JsonSerializer.Deserialize<string>(line["cb(".Length..^2]),
        _ => line.StartsWith("hh", StringComparison.Ordinal) ? null : line,
    };

    private static async Task<string> ReadMessageAsync(ClientWebSocket socket)
    {
        var message = new List<byte>();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer, CancellationToken.None);
            Assert.NotEqual(WebSocketMessageType.Close, result.MessageType);
            message.AddRange(buffer.AsSpan(0, result.Count));
            if (result.EndOfMessage) return Encoding.UTF8.GetString(message.ToArray());
        }
    }
}
