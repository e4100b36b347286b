namespace Stomp.Server.Tests.SockJs;

public sealed class Protocol(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Fact]
    public async Task test_simpleSession()
    {
        var url = NewSession();
        var opened = await PostAsync(url + "/xhr");
        Assert.Equal(200, opened.Status);
        Assert.Equal("o\n", opened.Body);

        var sent = await PostAsync(url + "/xhr_send", "[\"a\"]");
        Assert.Equal(204, sent.Status);
        Assert.Equal("", sent.Body);
        Assert.Equal("a[\"a\"]\n", (await PostAsync(url + "/xhr")).Body);

        Verify404(await PostAsync(Echo + "/000/bad_session/xhr_send", "[\"a\"]"));

        var (refused, waits) = await Waiting.AskTwiceAsync(ConnectAsync, url + "/xhr");
        Assert.Equal(Waiting.Refusal, refused.Body);
        Assert.Equal(200, refused.Status);
        await refused.DisposeAsync();
        await waits.DisposeAsync();
    }

    [Fact]
    public async Task test_closeSession()
    {
        var url = NewSession(Close);
        Assert.Equal("o\n", (await PostAsync(url + "/xhr")).Body);
        for (var i = 0; i < 2; i++)
        {
            var answer = await PostAsync(url + "/xhr");
            Assert.Equal(200, answer.Status);
            Assert.Equal(GoAway + "\n", answer.Body);
        }
    }
}
