namespace Stomp.Server.Tests.SockJs;

public sealed class Http11(SockJsFixture fixture) : SockJsCase(fixture)
{
    private static readonly (string, string)[] KeepAlive = [("Connection", "Keep-Alive")];

    [Fact]
    public async Task test_synchronous()
    {
        await using var connection = await ConnectAsync();
        var answer = await connection.RequestAsync("GET", Echo, null, KeepAlive);
        Assert.True(answer["connection"] is null or "keep-alive");
        Assert.Null(answer["transfer-encoding"]);
        Assert.Equal("19", answer["content-length"]);
        Assert.Equal("Welcome to SockJS!\n", await connection.ReadAsync(19));
        Assert.Equal(200, (await connection.RequestAsync("GET", Echo, null, KeepAlive)).Status);
    }

    [Fact]
    public async Task test_streaming()
    {
        await using var connection = await ConnectAsync();
        var answer = await connection.RequestAsync("POST", NewSession(Close) + "/xhr_streaming", "", KeepAlive);
        Assert.Equal(200, answer.Status);
        Assert.Equal("chunked", answer["transfer-encoding"]);
        Assert.Null(answer["content-length"]);
        Assert.StartsWith("h", await answer.ReadChunkAsync(), StringComparison.Ordinal);
        Assert.Equal("o\n", await answer.ReadChunkAsync());
        Assert.Equal(GoAway + "\n", await answer.ReadChunkAsync());
        Assert.Equal("", await answer.ReadChunkAsync());
    }
}
