using System.Globalization;

namespace Stomp.Server.Tests.SockJs;

/// <summary>Much, and large, over every way of receiving.</summary>
public sealed class MessageFlowTests(SockJsFixture fixture) : IClassFixture<SockJsFixture>
{
    private const int Messages = 10_000;
    private const int PerRequest = 100;

    public static TheoryData<string> Ways { get; } = [.. SockJsTestClient.Ways];

    private Uri Echo => new(fixture.Address, "/echo");

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Ten_thousand_messages_come_back_once_and_in_order(string way)
    {
        await using var client = await SockJsTestClient.OpenAsync(Echo, way);

        var sending = Task.Run(async () =>
        {
            foreach (var part in Enumerable.Range(0, Messages).Chunk(PerRequest)) await client.SendAsync([.. part.Select(Text)]);
        });

        for (var i = 0; i < Messages; i++) Assert.Equal(Text(i), await client.ReceiveAsync());
        await sending;
        await client.SendAsync("fence");
        Assert.Equal("fence", await client.ReceiveAsync());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Messages_of_64_KiB_come_back_as_they_were(string way)
    {
        await using var client = await SockJsTestClient.OpenAsync(Echo, way);
        var korean = string.Concat(Enumerable.Repeat("안녕하세요 \"</script>\\\u2028\u0007👋🏽\n", 1700));
        foreach (var text in (string[])[korean, new string('x', 64 * 1024), new string('"', 64 * 1024)])
        {
            await client.SendAsync(text);
            Assert.Equal(text, await client.ReceiveAsync());
        }
    }

    [Fact]
    public async Task A_stream_ends_at_its_limit_and_the_next_one_goes_on_without_a_loss()
    {
        await using var client = await SockJsTestClient.OpenAsync(Echo, "xhr_streaming");
        for (var i = 0; i < 200; i++)
        {
            await client.SendAsync(new string('x', 100) + Text(i));
            Assert.Equal(new string('x', 100) + Text(i), await client.ReceiveAsync());
        }

        // 4,096 bytes each: more than one answer, and not one for each message.
        Assert.InRange(client.Answers, 5, 20);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
