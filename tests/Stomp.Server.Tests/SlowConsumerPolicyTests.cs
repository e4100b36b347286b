using System.Globalization;

namespace Stomp.Server.Tests;

/// <summary>What happens to a subscriber that reads too slowly, by the rule of its topic.</summary>
public sealed class SlowConsumerPolicyTests
{
    private const int Sent = 5000;

    [Fact]
    public async Task The_oldest_are_dropped_and_the_next_message_tells_how_many()
    {
        await using var app = await StartAsync(SlowConsumerPolicy.DropOldest);
        await using var slow = await FloodAsync(app);

        var (received, dropped, last) = await ReadAllAsync(app, slow);

        Assert.True(dropped > 0, "Nothing had to be dropped.");
        Assert.Equal(Sent + 1, received + dropped);
        Assert.Equal(Sent, last);
    }

    [Fact]
    public async Task The_latest_is_kept_and_tells_how_many_were_dropped()
    {
        await using var app = await StartAsync(SlowConsumerPolicy.KeepLatest);
        await using var slow = await FloodAsync(app);

        var (received, dropped, last) = await ReadAllAsync(app, slow);

        Assert.True(dropped > 0, "Nothing had to be dropped.");
        Assert.Equal(Sent + 1, received + dropped);
        Assert.Equal(Sent, last);
    }

    [Fact]
    public async Task A_rule_of_another_topic_does_not_help()
    {
        await using var app = await StartAsync(SlowConsumerPolicy.DropOldest, "/topic/other/**");
        await using var slow = await FloodAsync(app);

        await app.WhenSessionsAsync(0);

        Assert.Contains(app.Log.Lines, line => line.Contains("SlowConsumer", StringComparison.Ordinal));
    }

    private static Task<TestApp> StartAsync(SlowConsumerPolicy policy, string pattern = "/topic/quotes/**") => TestApp.StartAsync(options =>
    {
        options.MaxQueuedBytes = 64 * 1024;
        options.CloseTimeout = TimeSpan.FromSeconds(1);
        options.SlowConsumers.Add(new(pattern, policy));
    });

    /// <summary>Subscribes and reads nothing while more is sent than sockets and outbox hold.</summary>
    private static async Task<StompTestClient> FloodAsync(TestApp app)
    {
        var slow = await app.ConnectAsync();
        await slow.SubscribeAsync("/topic/quotes/a");
        var padding = new string('x', 4000);
        for (var i = 0; i < Sent && app.Log.Lines.All(line => !line.Contains("SlowConsumer", StringComparison.Ordinal)); i++) await app.Template.SendAsync("/topic/quotes/a", $"{i} {padding}");
        return slow;
    }

    private static async Task<(int Received, int Dropped, int Last)> ReadAllAsync(TestApp app, StompTestClient slow)
    {
        var (received, dropped, last) = (0, 0, -1);
        var isLastSent = false;
        while (last < Sent)
        {
            var message = await slow.ExpectAsync("MESSAGE");
            received++;
            dropped += int.Parse(message.Headers["dropped"] ?? "0", CultureInfo.InvariantCulture);
            var number = int.Parse(message.GetBodyText().Split(' ')[0], CultureInfo.InvariantCulture);
            Assert.True(number > last, $"{number} came after {last}.");
            last = number;
            // One that is not dropped has to tell of those that were: sent once there is room again.
            if (isLastSent || last < Sent / 2) continue;
            isLastSent = true;
            await app.Template.SendAsync("/topic/quotes/a", $"{Sent} last");
        }

        return (received, dropped, last);
    }
}
