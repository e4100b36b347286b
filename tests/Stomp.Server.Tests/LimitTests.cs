using System.Net.WebSockets;
using System.Text;

namespace Stomp.Server.Tests;

/// <summary>STOMP 1.2, "Size Limits", and input that is no STOMP.</summary>
public sealed class LimitTests
{
    private static readonly Action<StompOptions> Small = options =>
        (options.MaxFrameBytes, options.MaxBodyBytes, options.MaxHeaders, options.MaxHeaderLineBytes) = (1024, 500, 10, 128);

    public static TheoryData<string, string> OverALimit => new()
    {
        { $"SEND\ndestination:/topic/a\n\n{new string('x', 501)}\0", "MaxBodyBytes" },
        { $"SEND\ndestination:/topic/a\ncontent-length:501\n\n", "MaxBodyBytes" },
        { $"SEND\ndestination:/topic/a\ncontent-length:99999999999999999999\n\n", "MaxBodyBytes" },
        { $"SEND\n{string.Concat(Enumerable.Range(0, 11).Select(i => $"h{i}:x\n"))}\nhi\0", "MaxHeaders" },
        { $"SEND\nh:{new string('x', 127)}\n\nhi\0", "MaxHeaderLineBytes" },
        { $"SEND\n{string.Concat(Enumerable.Range(0, 9).Select(i => $"h{i}:{new string('x', 120)}\n"))}\nhi\0", "MaxFrameBytes" },
    };

    public static TheoryData<byte[]> Garbage =>
    [
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(),
        "garbage\n\n\0"u8.ToArray(),
        "\0\0\0\0"u8.ToArray(),
        "send\ndestination:/topic/a\n\n\0"u8.ToArray(),
        [.. "SEND\ndestination:/topic/"u8, 0xC3, 0x28, .. "\n\n\0"u8],
        "SEND\ndestination:/topic/a\ncontent-length:-1\n\n\0"u8.ToArray(),
        "SEND\ndestination:/topic/a\ncontent-length:1\n\nxyz\0"u8.ToArray(),
        "SEND\ndestination\\t:/topic/a\n\n\0"u8.ToArray(),
        "SEND\nno colon\n\n\0"u8.ToArray(),
        "SUBSCRIBE\nid:1\ndestination:/topic/a\n\nbody\0"u8.ToArray(),
        [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC],
        [.. Enumerable.Repeat((byte)0xFF, 70_000)],
    ];

    [Theory]
    [MemberData(nameof(OverALimit))]
    public async Task What_is_over_a_limit_is_an_error_that_names_it_and_disturbs_nobody(string frame, string limit)
    {
        await using var app = await TestApp.StartOpenAsync(Small);
        await using var other = await app.SubscribedAsync("/topic/a");
        await using var client = await app.ConnectAsync();

        await client.SendAsync(frame);

        Assert.Contains(limit, (await client.ExpectErrorAsync()).Headers["message"]);
        Assert.Single(app.Log.Lines, line => line.Contains(limit, StringComparison.Ordinal));
        await other.SendAsync("SEND\ndestination:/topic/a\n\nalive\0");
        Assert.Equal("alive", await other.ReceiveBodyAsync());
        await app.WhenSessionsAsync(1);
    }

    [Fact]
    public async Task A_frame_of_64_KiB_is_taken_and_one_of_a_byte_more_is_not()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var client = await app.SubscribedAsync("/topic/a");
        const string Head = "SEND\ndestination:/topic/a\n\n";
        var body = new string('x', (64 * 1024) - Head.Length - 1);

        await client.SendAsync($"{Head}{body}\0");
        Assert.Equal(body, await client.ReceiveBodyAsync());

        await client.SendAsync($"{Head}{body}x\0");
        Assert.Contains("65536", (await client.ExpectErrorAsync()).Headers["message"]);
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task What_is_no_STOMP_is_an_error_before_and_after_CONNECT(byte[] bytes)
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var early = await StompTestClient.OpenAsync(app.Endpoint);
        await using var late = await app.ConnectAsync();

        foreach (var client in new[] { early, late })
        {
            await client.SendAsync(bytes, WebSocketMessageType.Binary);
            var error = await client.ExpectErrorAsync();
            Assert.DoesNotContain("Exception", error.GetBodyText(), StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error.GetBodyText(), StringComparison.Ordinal);
        }

        Assert.Equal(2, app.Log.Lines.Count(line => line.Contains("frame refused", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Twenty_thousand_hostile_frames_leave_the_server_as_it_was()
    {
        await using var app = await TestApp.StartOpenAsync(stomp: stomp => stomp.AddMessageController<EchoController>());
        var seed = Random.Shared.Next();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => AttackAsync(app, new Random(seed + i), frames: 5000)))
            .WaitAsync(StompTestClient.Patience * 2);

        await app.WhenSessionsAsync(0);
        await using var good = await app.SubscribedAsync("/topic/good");
        await good.SendAsync("SEND\ndestination:/topic/good\n\nfine\0");
        Assert.Equal("fine", await good.ReceiveBodyAsync());
        Assert.True(!app.Log.Problems.Any(), $"Seed {seed}: {string.Join('\n', app.Log.Problems.Take(3))}");
    }

    private static async Task AttackAsync(TestApp app, Random random, int frames)
    {
        for (var sent = 0; sent < frames;)
        {
            await using var client = await StompTestClient.OpenAsync(app.Endpoint);
            var messages = new List<byte>();
            if (random.Next(4) > 0) messages.AddRange(Encoding.UTF8.GetBytes($"CONNECT\naccept-version:1.{random.Next(3)}\n\n\0"));
            for (var i = 0; i < 100; i++, sent++) messages.AddRange(HostileFrame.Next(random));
            try
            {
                await client.SendAsync(messages.ToArray(), WebSocketMessageType.Binary);
                if (random.Next(3) == 0) await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            }
            catch (WebSocketException)
            {
                // Thrown out in the middle of it.
            }

            client.Kill();
        }
    }
}
