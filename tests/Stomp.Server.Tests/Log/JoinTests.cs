using System.Globalization;

namespace Stomp.Server.Tests.Log;

/// <summary>Where a replay meets what is live: nothing may be missing, come twice or out of order.</summary>
public sealed class JoinTests
{
    [Theory]
    [InlineData("auto", 1024)]
    [InlineData("auto", 8)]
    [InlineData("client-individual", 1024)]
    public async Task Subscribers_that_are_cut_and_resume_in_a_busy_room_miss_nothing(string ack, int tail)
    {
        const int Subscribers = 4, Messages = 6000;
        await using var app = await LogApp.StartAsync(options =>
        {
            (options.MaxReplayTailMessages, options.MaxReplayPageMessages) = (tail, 16);
            // Who is live and acknowledges one by one may be behind by all of them: that is not what is looked at here.
            options.MaxQueuedBytes = 16 << 20;
        });
        var resuming = Enumerable.Range(0, Subscribers).Select(i => ResumeAgainAndAgainAsync(app, Messages, new Random(i), ack)).ToArray();
        await using var sender = await app.ConnectAsync();
        for (var i = 1; i <= Messages; i += 10)
        {
            await sender.SendAsync(string.Concat(Enumerable.Range(i, 10).Select(n => $"SEND\ndestination:{LogApp.Room}\n\n{n}\0")));
        }

        var resumes = await Task.WhenAll(resuming);

        Assert.All(resumes, count => Assert.InRange(count, 20, int.MaxValue));
    }

    [Fact]
    public async Task A_slow_reader_of_more_than_may_wait_is_not_cut()
    {
        const int Messages = 600;
        await using var app = await LogApp.StartAsync(options => options.MaxQueuedBytes = 16 * 1024);
        await using var sender = await app.ConnectAsync();
        var body = new string('x', 20_000);
        for (var i = 0; i < Messages; i++) await sender.SendAsync($"SEND\ndestination:{LogApp.Room}\n\n{body}\0");
        await sender.FenceAsync();
        await using var raw = await RawWebSocket.OpenAsync(app.Endpoint, receiveBuffer: 4096);
        await using var client = new RawStompOverWebSocket(raw);
        await client.SendAsync("CONNECT\naccept-version:1.2\n\n\0");
        await client.ExpectAsync("CONNECTED");
        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{LogApp.Room}\nx-stream-offset:first\n\n\0");
        // The replay stands still: what could be written is, and the room goes on for the others.
        for (var i = 0; i < 50; i++) await sender.SayAsync("live " + i.ToString(CultureInfo.InvariantCulture));

        for (var offset = 1; offset <= Messages + 50; offset++) Assert.Equal(offset.ToString(CultureInfo.InvariantCulture), (await client.ExpectAsync("MESSAGE"))["x-stream-offset"]);
    }

    /// <returns>How often it resumed.</returns>
    private static async Task<int> ResumeAgainAndAgainAsync(TestApp app, int messages, Random random, string ack)
    {
        long next = 1;
        for (var resumes = 0; ; resumes++)
        {
            await using var client = await app.ConnectAsync();
            var receipt = await client.ResumeAsync($"x-stream-offset:offset={next}\nack:{ack}");
            Assert.Equal(("true", next), (receipt.Headers["recovered"], receipt.Offset()));
            for (var life = random.Next(1, 120); life > 0; life--)
            {
                if (next > messages) return resumes;
                var message = await client.ExpectAsync("MESSAGE");
                Assert.Equal(next, message.Offset());
                Assert.Equal(next.ToString(CultureInfo.InvariantCulture), message.GetBodyText());
                next++;
                if (message.Headers["ack"] is { } id) await client.SendAsync($"ACK\nid:{id}\n\n\0");
            }

            client.Kill();
        }
    }
}
