using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Stomp.Server.Tests.SockJs;

/// <summary>HTTP by hand on a connection of its own: paths and chunks as they are, and a connection that can be cut midway.</summary>
public sealed class RawHttp : IAsyncDisposable
{
    private readonly TcpClient _tcp = new() { NoDelay = true };
    private readonly string _host;

    private RawHttp(string host) => _host = host;

    public static async Task<RawHttp> OpenAsync(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var http = new RawHttp(server.Authority);
        await http._tcp.ConnectAsync(server.Host, server.Port).WaitAsync(StompTestClient.Patience);
        return http;
    }

    /// <summary>Sends a request and reads the head of the answer.</summary>
    public async Task<RawAnswer> RequestAsync(string method, string path, string? body = null, IEnumerable<(string Name, string Value)>? headers = null,
        string version = "1.1")
    {
        await StartAsync(method, path, body, headers, version);
        return await ReadHeadAsync();
    }

    /// <summary>Sends a request.</summary>
    public Task StartAsync(string method, string path, string? body = null, IEnumerable<(string Name, string Value)>? headers = null, string version = "1.1")
    {
        var bytes = body is null ? [] : Encoding.UTF8.GetBytes(body);
        var head = new StringBuilder($"{method} {path} HTTP/{version}\r\nHost: {_host}\r\n");
        foreach (var (name, value) in headers ?? []) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (body is not null) head.Append(CultureInfo.InvariantCulture, $"Content-Length: {bytes.Length}\r\n");
        return WriteAsync([.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. bytes]);
    }

    public Task WriteAsync(byte[] bytes) => _tcp.GetStream().WriteAsync(bytes).AsTask().WaitAsync(StompTestClient.Patience);

    /// <summary>Reads the head of an answer.</summary>
    public async Task<RawAnswer> ReadHeadAsync()
    {
        var status = await ReadLineAsync();
        Assert.StartsWith("HTTP/1.", status, StringComparison.Ordinal);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
            headers[name] = headers.TryGetValue(name, out var before) ? $"{before}, {value}" : value;
        }

        return new(this, int.Parse(status.Split(' ')[1], CultureInfo.InvariantCulture), headers);
    }

    public async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            var character = (await ReadAsync(1))[0];
            if (character == '\n') return line.ToString().TrimEnd('\r');
            line.Append(character);
        }
    }

    public async Task<string> ReadAsync(int count) => Encoding.UTF8.GetString(await ReadBytesAsync(count));

    public async Task<byte[]> ReadBytesAsync(int count)
    {
        var bytes = new byte[count];
        await _tcp.GetStream().ReadExactlyAsync(bytes).AsTask().WaitAsync(StompTestClient.Patience);
        return bytes;
    }

    /// <summary>Reads until the server ends the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var rest = new MemoryStream();
        await _tcp.GetStream().CopyToAsync(rest).WaitAsync(StompTestClient.Patience);
        return Encoding.UTF8.GetString(rest.ToArray());
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        return default;
    }
}
