using System.Globalization;

namespace Stomp.Server.Tests.Conformance;

/// <summary>"Size Limits".</summary>
public sealed class SizeLimitTests(OpenServer server) : ConformanceTests(server)
{
    private static readonly Action<StompOptions> Small = options =>
        (options.MaxFrameBytes, options.MaxBodyBytes, options.MaxHeaders, options.MaxHeaderLineBytes) = (1024, 500, 10, 128);

    public static TheoryData<Transport, string, string> OverALimit
    {
        get
        {
            var data = new TheoryData<Transport, string, string>();
            foreach (var over in Enum.GetValues<Transport>())
            {
                data.Add(over, $"SEND\ndestination:/topic/a\n\n{new string('x', 501)}\0", "MaxBodyBytes");
                data.Add(over, "SEND\ndestination:/topic/a\ncontent-length:501\n\n", "MaxBodyBytes");
                data.Add(over, "SEND\ndestination:/topic/a\ncontent-length:99999999999999999999\n\n", "MaxBodyBytes");
                data.Add(over, $"SEND\n{string.Concat(Enumerable.Range(0, 11).Select(i => $"h{i}:x\n"))}\nhi\0", "MaxHeaders");
                data.Add(over, $"SEND\n{string.Concat(Enumerable.Repeat("same:x\n", 11))}\nhi\0", "MaxHeaders");
                data.Add(over, $"SEND\nh:{new string('x', 127)}\n\nhi\0", "MaxHeaderLineBytes");
                data.Add(over, $"SEND\nh:{new string('x', 4096)}", "MaxHeaderLineBytes");
                data.Add(over, $"SEND\n{string.Concat(Enumerable.Range(0, 9).Select(i => $"h{i}:{new string('x', 120)}\n"))}\nhi\0", "MaxFrameBytes");
            }

            return data;
        }
    }

    // "If these limits are exceeded the server SHOULD send the client an ERROR frame and then close the connection."
    [Theory, MemberData(nameof(OverALimit))]
    public async Task What_is_over_a_limit_is_an_ERROR_that_names_it_and_disturbs_nobody(Transport over, string frame, string limit)
    {
        await using var app = await TestApp.StartOpenAsync(Small);
        await using var other = await RawStomp.ConnectAsync(app, over);
        await other.SubscribeAsync("/topic/a");
        await using (var client = await RawStomp.ConnectAsync(app, over))
        {
            await client.SendAsync(frame);

            Assert.Contains(limit, (await client.ExpectErrorAsync())["message"]);
        }

        Assert.Single(app.Log.Lines, line => line.Contains(limit, StringComparison.Ordinal));
        await other.SendAsync("SEND\ndestination:/topic/a\n\nalive\0");
        Assert.Equal("alive", (await other.ExpectAsync("MESSAGE")).Text);
        await app.WhenSessionsAsync(1);
    }

    [Theory, EachTransport]
    public async Task Octets_without_an_end_are_an_ERROR_before_and_after_CONNECT(Transport over)
    {
        await using var early = await OpenAsync(over);
        await using var late = await ConnectAsync(over);

        foreach (var client in new[] { early, late })
        {
            await client.SendAsync(Enumerable.Repeat((byte)0xFF, 70_000).ToArray());

            Assert.Contains("no command", (await client.ExpectErrorAsync())["message"]);
        }
    }

    [Theory, EachTransport]
    public async Task A_frame_of_64_KiB_is_taken_and_one_of_a_byte_more_is_not(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);
        var head = $"SEND\ndestination:{Topic}\n\n";
        var body = new string('x', (64 * 1024) - head.Length - 1);

        await client.SendAsync($"{head}{body}\0");
        Assert.Equal(body, (await client.ExpectAsync("MESSAGE")).Text);

        await client.SendAsync($"{head}{body}x\0");
        Assert.Contains("65536", (await client.ExpectErrorAsync())["message"]);
    }

    [Theory, EachTransport]
    public async Task A_hundred_headers_of_any_length_up_to_10_KiB_are_handed_on(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);
        var headers = string.Concat(Enumerable.Range(0, 98).Select(i => string.Create(CultureInfo.InvariantCulture, $"h{i}:{i}\n")));
        var longest = new string('x', (10 * 1024) - "long:".Length);

        await client.SendAsync($"SEND\ndestination:{Topic}\n{headers}long:{longest}\n\nhi\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(longest, message["long"]);
        Assert.All(Enumerable.Range(0, 98), i => Assert.Equal($"{i}", message[$"h{i}"]));
    }

    [Theory, EachTransport]
    public async Task Heart_beats_of_any_number_are_no_frame_that_grows(Transport over)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync(new string('\n', 200_000));

        await client.FenceAsync();
    }
}
