using System.Globalization;
using Stomp;
using Testing.Server;
using Xunit;

namespace Cluster.Tests.Scenarios;

/// <summary>Who was away has what it missed, on whichever server it comes back.</summary>
public sealed class LogScenarios(SiteFixture sites) : Scenario(sites)
{
    [SkippableTheory, EachSite]
    public async Task Who_comes_back_on_another_server_gets_what_it_missed_and_then_what_is_said(Site name)
    {
        var site = await AtAsync(name);
        await using var speaker = await site.ConnectAsync(1);
        await using var before = await site.SubscribedAsync(0, Topic);
        await TalkAsync(speaker, 1, 5);
        StompFrame? last = null;
        for (var i = 1; i <= 5; i++) last = await before.ExpectAsync("MESSAGE");
        before.Kill();
        await TalkAsync(speaker, 6, 10);

        await using var back = await site.ConnectAsync(2);
        await back.SendAsync($"SUBSCRIBE\nid:s\ndestination:{Topic}\nx-stream-offset:offset=6\nx-stream-epoch:{last!.Headers["x-stream-epoch"]}\nreceipt:r\n\n\0");
        var receipt = await back.ExpectAsync("RECEIPT");
        Assert.Equal(("true", "6"), (receipt.Headers["recovered"], receipt.Headers["x-stream-offset"]));
        await TalkAsync(speaker, 11, 15);
        for (var i = 6; i <= 15; i++) await HearNumberAsync(back, i);
    }

    [SkippableTheory, EachSite]
    public async Task The_last_messages_come_before_what_is_said(Site name)
    {
        var site = await AtAsync(name);
        await using var speaker = await site.ConnectAsync(0);
        await TalkAsync(speaker, 1, 10);
        await using var late = await site.ConnectAsync(1);
        await late.SendAsync($"SUBSCRIBE\nid:s\ndestination:{Topic}\nx-stream-history:3\nreceipt:r\n\n\0");
        Assert.Equal("8", (await late.ExpectAsync("RECEIPT")).Headers["x-stream-offset"]);
        await TalkAsync(speaker, 11, 12);
        for (var i = 8; i <= 12; i++) await HearNumberAsync(late, i);
    }

    [SkippableTheory, EachSite]
    public async Task What_is_sent_again_under_its_key_on_another_server_is_said_once(Site name)
    {
        var site = await AtAsync(name);
        await using var listener = await site.SubscribedAsync(2, Topic);
        for (var server = 0; server < 3; server++)
        {
            await using var client = await site.ConnectAsync(server, "passcode:the same for all of them\n");
            await SayAsync(client, "ss", "once", "idempotency-key:k-1\nreceipt:r\n");
            Assert.Equal("1", (await client.ExpectAsync("RECEIPT")).Headers["x-stream-offset"]);
            if (server == 2) await SayAsync(client, "ss", "twice", "idempotency-key:k-2\n");
            await client.FenceAsync();
        }

        Assert.Equal("TALK ss: once", await HearAsync(listener));
        Assert.Equal("TALK ss: twice", await HearAsync(listener));
    }

    [SkippableTheory, EachSite]
    public async Task Who_comes_back_while_others_talk_misses_nothing_and_gets_nothing_twice(Site name)
    {
        var site = await AtAsync(name);
        await using var speaker = await site.ConnectAsync(1);
        var talking = Task.Run(() => TalkAsync(speaker, 1, 200));
        var next = 1;
        for (var server = 0; next <= 200; server++)
        {
            await using var client = await site.ConnectAsync(server);
            await client.SendAsync($"SUBSCRIBE\nid:s\ndestination:{Topic}\nx-stream-offset:offset={next}\n\n\0");
            for (var i = 0; i < 30 && next <= 200; i++) await HearNumberAsync(client, next++);
            client.Kill();
        }

        await talking;
    }

    private async Task TalkAsync(StompTestClient client, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            await SayAsync(client, "ss", i.ToString(CultureInfo.InvariantCulture), "receipt:said\n");
            await client.ExpectAsync("RECEIPT");
        }
    }

    private static async Task HearNumberAsync(StompTestClient client, int number)
    {
        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(($"TALK ss: {number}", $"{number}"), (Said(message), message.Headers["x-stream-offset"]));
    }
}
