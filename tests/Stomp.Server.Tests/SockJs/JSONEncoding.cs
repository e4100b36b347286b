using System.Globalization;
using System.Text.Json;

namespace Stomp.Server.Tests.SockJs;

public sealed class JSONEncoding(SockJsFixture fixture) : SockJsCase(fixture)
{
    [Fact]
    public async Task test_xhr_server_encodes()
    {
        var escaped = Escaped(255, IsEscapedByServer);
        Assert.Equal(escaped, await EchoAsync(JsonDocument.Parse(escaped).RootElement.GetString()!, escape: false));
    }

    /// <summary>The client escapes what it likes; here that is every character that is one by itself.</summary>
    [Fact]
    public async Task test_xhr_server_decodes()
    {
        var escaped = Escaped(0, value => !char.IsSurrogate((char)value));
        var back = await EchoAsync(escaped, escape: true);
        Assert.Equal(JsonDocument.Parse(escaped).RootElement.GetString(), JsonDocument.Parse(back).RootElement.GetString());
    }

    [Fact]
    public async Task Half_a_surrogate_pair_becomes_a_replacement_character() =>
        Assert.Equal("\"\\ufffda\\n\\\\ud\uD83D\uDE00\"", await EchoAsync("""
            "\ud800a\n\\ud\ud83d\ude00"
            """, escape: true));

    private async Task<string> EchoAsync(string text, bool escape)
    {
        var url = NewSession();
        Assert.Equal("o\n", (await PostAsync(url + "/xhr")).Body);
        Assert.Equal(204, (await PostAsync(url + "/xhr_send", escape ? $"[{text}]" : $"[\"{text}\"]")).Status);
        var answer = await PostAsync(url + "/xhr");
        Assert.Equal(200, answer.Status);
        return answer.Body.Trim()[2..^1];
    }

    private static string Escaped(int from, Func<int, bool> isWanted) =>
        "\"" + string.Concat(Enumerable.Range(from, 0x10000 - from).Where(isWanted).Select(value => "\\u" + value.ToString("x4", CultureInfo.InvariantCulture))) + "\"";

    private static bool IsEscapedByServer(int value) => value is < 0x20 or (>= 0x200C and <= 0x200F) or (>= 0x2028 and <= 0x202F)
        or (>= 0x2060 and <= 0x206F) or (>= 0xFFF0 and <= 0xFFFF);
}
