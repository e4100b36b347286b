using System.Globalization;
using Testing.Server;
using Xunit;

namespace Cluster.Tests.Scenarios;

/// <summary>Who is in a room hears it, whichever server that is by way of.</summary>
public sealed class RoomScenarios(SiteFixture sites) : Scenario(sites)
{
    private const string Passcode = "passcode:one secret of many\n";

    [SkippableTheory, EachSite]
    public async Task A_room_hears_who_comes_what_is_said_and_who_goes(Site name)
    {
        var site = await AtAsync(name);
        await using var here = await site.SubscribedAsync(0, Topic);
        await using var there = await site.SubscribedAsync(1, Topic);
        await JoinAsync(there, "민서");
        await SayAsync(there, "민서", "안녕 & hello");
        await SendAsync(there, "removeUser", $$"""{"roomId":"{{Room}}","sender":"민서","type":"LEAVE"}""");
        foreach (var client in (StompTestClient[])[here, there])
        {
            foreach (var said in (string[])["JOIN 민서 (1, 1)", "TALK 민서: 안녕 & hello", "LEAVE 민서 (0, 0)"]) Assert.Equal(said, await HearAsync(client));
        }
    }

    [SkippableTheory, EachSite]
    public async Task Everybody_hears_several_publishers_in_one_order_which_keeps_the_order_of_each(Site name)
    {
        const int Publishers = 3;
        const int Each = 40;
        var site = await AtAsync(name);
        var clients = new List<StompTestClient>();
        for (var i = 0; i < Publishers; i++) clients.Add(await site.SubscribedAsync(i, Topic));

        await Task.WhenAll(clients.Select(async (client, publisher) =>
        {
            for (var i = 0; i < Each; i++) await SayAsync(client, $"p{publisher}", i.ToString(CultureInfo.InvariantCulture));
        }));

        var heard = new List<List<string>>();
        foreach (var client in clients)
        {
            var all = new List<string>();
            while (all.Count < Publishers * Each) all.Add(await HearAsync(client));
            heard.Add(all);
            await client.DisposeAsync();
        }

        Assert.All(heard, all => Assert.Equal(heard[0], all));
        for (var publisher = 0; publisher < Publishers; publisher++)
            Assert.Equal(Enumerable.Range(0, Each).Select(i => $"TALK p{publisher}: {i}"), heard[0].Where(said => said.StartsWith($"TALK p{publisher}:", StringComparison.Ordinal)));
    }

    [SkippableTheory, EachSite]
    public async Task Who_is_cut_off_leaves_once(Site name)
    {
        var site = await AtAsync(name);
        await using var here = await site.SubscribedAsync(0, Topic);
        await using var other = await site.SubscribedAsync(2, Topic);
        await using var there = await site.ConnectAsync(1);
        await JoinAsync(there, "지훈");
        Assert.Equal("JOIN 지훈 (1, 1)", await HearAsync(here));

        there.Kill();

        Assert.Equal("LEAVE 지훈 (0, 0)", await HearAsync(here));
        await SayAsync(here, "here", "nothing more");
        Assert.Equal("TALK here: nothing more", await HearAsync(here));
        foreach (var said in (string[])["JOIN 지훈 (1, 1)", "LEAVE 지훈 (0, 0)", "TALK here: nothing more"]) Assert.Equal(said, await HearAsync(other));
    }

    [SkippableTheory, EachSite]
    public async Task Who_has_left_does_not_leave_again_when_the_session_ends(Site name)
    {
        var site = await AtAsync(name);
        await using var here = await site.SubscribedAsync(0, Topic);
        await using var there = await site.SubscribedAsync(1, Topic);
        await JoinAsync(there, "지훈");
        await SendAsync(there, "removeUser", $$"""{"roomId":"{{Room}}","sender":"지훈","type":"LEAVE"}""");
        await there.SendAsync("DISCONNECT\nreceipt:bye\n\n\0");
        while ((await there.ReceiveAsync()).Headers["receipt-id"] != "bye") continue;
        await SayAsync(here, "here", "nothing more");
        foreach (var said in (string[])["JOIN 지훈 (1, 1)", "LEAVE 지훈 (0, 0)", "TALK here: nothing more"]) Assert.Equal(said, await HearAsync(here));
    }

    [SkippableTheory, EachSite]
    public async Task Several_windows_of_one_person_count_as_one_member(Site name)
    {
        var site = await AtAsync(name);
        await using var watcher = await site.SubscribedAsync(0, Topic);
        await using var other = await site.ConnectAsync(0);
        await JoinAsync(other, "other");
        Assert.Equal("JOIN other (1, 1)", await HearAsync(watcher));
        var windows = new List<StompTestClient>();
        for (var i = 0; i < 3; i++)
        {
            windows.Add(await site.ConnectAsync(i, Passcode));
            await JoinAsync(windows[i], "민서");
            Assert.Equal($"JOIN 민서 (2, {i + 1})", await HearAsync(watcher));
        }

        for (var i = 2; i >= 0; i--)
        {
            windows[i].Kill();
            Assert.Equal($"LEAVE 민서 ({(i > 0 ? 2 : 1)}, {i})", await HearAsync(watcher));
            await windows[i].DisposeAsync();
        }
    }

    [SkippableTheory, EachSite]
    public async Task A_name_that_somebody_else_has_is_refused(Site name)
    {
        var site = await AtAsync(name);
        await using var first = await site.SubscribedAsync(0, Topic, Passcode);
        await JoinAsync(first, "민서");
        Assert.Equal("JOIN 민서 (1, 1)", await HearAsync(first));
        await using var second = await site.SubscribedAsync(1, "/user/queue/errors", "passcode:another secret of many\n");

        await JoinAsync(second, "민서");

        Assert.Contains("urn:chat:name-taken", await second.ReceiveBodyAsync(), StringComparison.Ordinal);
        await SayAsync(first, "민서", "only me");
        Assert.Equal("TALK 민서: only me", await HearAsync(first));
    }
}
