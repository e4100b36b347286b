namespace Stomp.Server.Tests.SockJs;

public sealed class Http10(SockJsFixture fixture) : SockJsCase(fixture)
{
    private static readonly (string, string)[] KeepAlive = [("Connection", "Keep-Alive")];

    [Fact]
    public async Task test_synchronous()
    {
        await using var connection = await ConnectAsync();
        var answer = await connection.RequestAsync("GET", Echo, null, KeepAlive, "1.0");
        Assert.Equal(200, answer.Status);
        Assert.Null(answer["transfer-encoding"]);
        Assert.Equal("19", answer["content-length"]);
        Assert.Equal("Welcome to SockJS!\n", await connection.ReadAsync(19));
        Assert.Equal("keep-alive", answer["connection"], ignoreCase: true);
        Assert.Equal(200, (await connection.RequestAsync("GET", Echo, null, KeepAlive, "1.0")).Status);
    }

    [Fact]
    public async Task test_streaming()
    {
        await using var connection = await ConnectAsync();
        var answer = await connection.RequestAsync("POST", NewSession(Close) + "/xhr_streaming", "", KeepAlive, "1.0");
        Assert.Equal(200, answer.Status);
        Assert.Null(answer["transfer-encoding"]);
        Assert.Null(answer["content-length"]);
        Assert.Equal(new string('h', 2048) + "\no\n" + GoAway + "\n", await connection.ReadToEndAsync());
    }
}
