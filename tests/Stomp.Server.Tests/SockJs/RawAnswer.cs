using System.Globalization;

namespace Stomp.Server.Tests.SockJs;

/// <summary>An answer: its head, and its body if that has been read.</summary>
public sealed class RawAnswer(RawHttp connection, int status, IReadOnlyDictionary<string, string> headers) : IAsyncDisposable
{
    public int Status { get; } = status;

    public string Body { get; private set; } = "";

    public RawHttp Connection { get; } = connection;

    public string? this[string header] => headers.GetValueOrDefault(header);

    /// <summary>Reads the next chunk; empty at the end.</summary>
    public async Task<string> ReadChunkAsync()
    {
        Assert.Equal("chunked", this["transfer-encoding"]);
        var length = int.Parse(await Connection.ReadLineAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var chunk = await Connection.ReadAsync(length);
        Assert.Equal("", await Connection.ReadLineAsync());
        return chunk;
    }

    /// <summary>Reads all there is.</summary>
    public async Task ReadBodyAsync()
    {
        if (this["content-length"] is { } length)
        {
            Body = await Connection.ReadAsync(int.Parse(length, CultureInfo.InvariantCulture));
        }
        else if (this["transfer-encoding"] is not null)
        {
            while (await ReadChunkAsync() is { Length: > 0 } chunk) Body += chunk;
        }
        else
        {
            Assert.True(Status is 101 or 204 or 304 || this["connection"] == "close");
        }
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
