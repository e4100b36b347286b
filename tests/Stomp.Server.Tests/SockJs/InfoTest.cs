using System.Text.Json;

namespace Stomp.Server.Tests.SockJs;

public sealed class InfoTest(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Theory]
    [InlineData(null)]
    [InlineData("test")]
    public async Task test_basic(string? origin)
    {
        var answer = await GetAsync(Echo + "/info", origin is null ? [] : [("Origin", origin)]);
        Assert.Equal(200, answer.Status);
        VerifyContentType(answer, "application/json;charset=UTF-8");
        VerifyNoCookie(answer);
        VerifyNotCached(answer);
        VerifyCors(answer, origin);
        using var info = JsonDocument.Parse(answer.Body);
        Assert.True(info.RootElement.GetProperty("websocket").GetBoolean());
        Assert.False(info.RootElement.GetProperty("cookie_needed").GetBoolean());
        Assert.Equal("*:*", info.RootElement.GetProperty("origins").EnumerateArray().Single().GetString());
        Assert.InRange(info.RootElement.GetProperty("entropy").GetInt64(), 0, uint.MaxValue);
    }

    [Fact]
    public async Task test_entropy()
    {
        var first = await GetAsync(Echo + "/info");
        var second = await GetAsync(Echo + "/info");
        Assert.NotEqual(first.Body, second.Body);
    }

    [Fact]
    public Task test_options() => VerifyOptionsAsync(Echo + "/info", "OPTIONS, GET");

    [Fact]
    public async Task test_options_null_origin()
    {
        var answer = await OptionsAsync(Echo + "/info", ("Origin", "null"));
        Assert.Equal(204, answer.Status);
        Assert.Equal("", answer.Body);
        Assert.Equal("*", answer["access-control-allow-origin"]);
    }

    [Fact]
    public async Task test_disabled_websocket()
    {
        var answer = await GetAsync(WebSocketOff + "/info");
        Assert.Equal(200, answer.Status);
        using var info = JsonDocument.Parse(answer.Body);
        Assert.False(info.RootElement.GetProperty("websocket").GetBoolean());
    }
}
