using System.Text.Json;
using Testing.Server;
using Xunit;

namespace Cluster.Tests.Scenarios;

/// <summary>Who is in a room, and what they do, as every server tells it.</summary>
public sealed class PresenceScenarios(SiteFixture sites) : Scenario(sites)
{
    [SkippableTheory, EachSite]
    public async Task Each_server_lists_the_members_of_all_with_their_windows(Site name)
    {
        var site = await AtAsync(name);
        await using var watcher = await site.SubscribedAsync(0, Topic);
        string[] names = ["one", "two", "two", "three", "gone"];
        var clients = new List<StompTestClient>();
        foreach (var (who, i) in names.Select((who, i) => (who, i)))
        {
            clients.Add(await site.ConnectAsync(i, $"passcode:the secret of {who}, and long\n"));
            await JoinAsync(clients[i], who);
            Assert.StartsWith($"JOIN {who} ", await HearAsync(watcher), StringComparison.Ordinal);
        }

        clients[^1].Kill();
        Assert.Equal("LEAVE gone (3, 0)", await HearAsync(watcher));

        for (var server = 0; server < 3; server++)
        {
            await using var asking = await site.ConnectAsync(server);
            var expected = (string[])["gone offline 0", "one online 1", "three online 1", "two online 2"];
            // The row of who has left goes a little after the LEAVE.
            string[] listed = [];
            await Eventually.TrueAsync(async () => (listed = Describe(await AskAsync(asking, $"members/{Room}"))).SequenceEqual(expected),
                () => string.Join(", ", listed));
        }

        foreach (var client in clients) await client.DisposeAsync();
    }

    [SkippableTheory, EachSite]
    public async Task Who_types_and_who_is_away_is_seen_by_all(Site name)
    {
        var site = await AtAsync(name);
        await using var here = await site.SubscribedAsync(0, $"/topic/activity/{Room}");
        await using var there = await site.SubscribedAsync(1, Topic);
        await JoinAsync(there, "서연");
        Assert.Equal("JOIN 서연 (1, 1)", await HearAsync(there));

        await SendAsync(there, "typing", $$"""{"roomId":"{{Room}}","sender":"서연","typing":true}""");
        await SendAsync(there, "typing", $$"""{"roomId":"{{Room}}","sender":"서연","typing":false}""");
        await SendAsync(there, "away", $$"""{"roomId":"{{Room}}","sender":"서연","away":true}""");
        await SendAsync(there, "away", $$"""{"roomId":"{{Room}}","sender":"서연","away":false}""");

        foreach (var what in (string[])["TYPING", "STOPPED", "AWAY", "BACK"]) Assert.Equal($"{what} 서연", await HearAsync(here));
    }

    private static string[] Describe(JsonElement members) => [.. members.EnumerateArray()
        .Select(member => $"{member.GetProperty("name").GetString()} {member.GetProperty("state").GetString()} {member.GetProperty("windows").GetInt32()}").Order(StringComparer.Ordinal)];
}
