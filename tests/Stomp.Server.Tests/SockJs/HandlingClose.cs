namespace Stomp.Server.Tests.SockJs;

public sealed class HandlingClose(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Fact]
    public async Task test_close_frame()
    {
        var url = NewSession(Close);
        await using var first = await OpenStreamAsync(url);
        Assert.Equal("o\n", await first.ReadChunkAsync());
        Assert.Equal(GoAway + "\n", await first.ReadChunkAsync());

        await using var second = await OpenStreamAsync(url);
        Assert.Equal(GoAway + "\n", await second.ReadChunkAsync());
        Assert.Equal("", await first.ReadChunkAsync());
        Assert.Equal("", await second.ReadChunkAsync());
    }

    [Fact]
    public async Task test_close_request()
    {
        var url = NewSession();
        await using var first = await OpenStreamAsync(url);
        Assert.Equal("o\n", await first.ReadChunkAsync());

        await using var second = await OpenStreamAsync(url);
        Assert.Equal(Waiting.Refusal, await second.ReadChunkAsync());
        Assert.Equal("", await second.ReadChunkAsync());
    }

    [Fact]
    public async Task test_abort_xhr_streaming()
    {
        var url = NewSession();
        await using var first = await OpenStreamAsync(url);
        Assert.Equal("o\n", await first.ReadChunkAsync());
        await using (var second = await OpenStreamAsync(url)) Assert.Equal(Waiting.Refusal, await second.ReadChunkAsync());

        await first.DisposeAsync();
        var answer = await Waiting.UntilFreeAsync(async () =>
        {
            await using var third = await OpenStreamAsync(url);
            return await third.ReadChunkAsync();
        });
        Assert.Equal("c[1002,\"Connection interrupted\"]\n", answer);
    }

    [Fact]
    public async Task test_abort_xhr_polling()
    {
        var url = NewSession();
        Assert.Equal("o\n", (await PostAsync(url + "/xhr")).Body);
        var (refused, waits) = await Waiting.AskTwiceAsync(ConnectAsync, url + "/xhr");
        Assert.Equal(Waiting.Refusal, refused.Body);
        await refused.DisposeAsync();

        await waits.DisposeAsync();
        var answer = await Waiting.UntilFreeAsync(async () => (await PostAsync(url + "/xhr")).Body);
        Assert.Equal("c[1002,\"Connection interrupted\"]\n", answer);
    }

    private async Task<RawAnswer> OpenStreamAsync(string url)
    {
        var stream = await StreamAsync("POST", url + "/xhr_streaming");
        Assert.Equal(200, stream.Status);
        Assert.Equal(2049, (await stream.ReadChunkAsync()).Length);
        return stream;
    }
}
