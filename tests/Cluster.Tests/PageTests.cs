using System.Text.Json;
using EndToEnd.Tests;
using Testing.Server;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Cluster.Tests;

/// <summary>A browser at three servers.</summary>
public sealed class PageTests(OutsideFixture outside, Browser browser) : IClassFixture<OutsideFixture>, IClassFixture<Browser>
{
    private const string Room = "page";

    // Of each round, before, during and after the outage.
    private const int Each = 3;

    [SkippableFact]
    public async Task A_page_whose_server_is_killed_shows_every_acknowledged_message_once_and_in_order()
    {
        Requirement.Chromium();
        await using var cluster = await ChatCluster.StartAsync(outside);
        await using var nginx = await DocumentedProxy.StartAsync(cluster, sticky: true);
        await using var page = await browser.VisitAsync(address: nginx.Address);
        page.LosesServer = page.LosesWebSocket = true;
        // All of the room has to be in the document.
        await page.Page.SetViewportSizeAsync(1280, 8000);
        await page.EnterAsync("ss", Room);

        var acknowledged = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            // One of the rounds takes the page's own server, whichever that is.
            var other = cluster[(round + 1) % 3].Server;
            acknowledged.AddRange(await TalkAsync(other, $"{round} before"));
            await page.SayAsync($"{round} mine before");
            await cluster[round].KillAsync();
            await page.SayAsync($"{round} mine, while it is down");
            acknowledged.AddRange(await TalkAsync(other, $"{round} down"));
            await cluster[round].StartAsync();
            acknowledged.AddRange(await TalkAsync(cluster[round].Server, $"{round} back"));
            foreach (var own in (string[])[$"{round} mine before", $"{round} mine, while it is down"])
            {
                await page.SeeDeliveredAsync(own);
                acknowledged.Add(own);
            }
        }

        var said = await ReadAsync(cluster[0].Server, acknowledged.Count);
        Assert.Equal(acknowledged.Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));
        await Expect(page.Talks.Locator(".text")).ToHaveTextAsync(said, new() { Timeout = 30_000 });
        await Expect(page.Page.Locator("[data-kind=gap]")).ToHaveCountAsync(0);
    }

    /// <summary>Says some things at a server, one behind the other's receipt.</summary>
    private static async Task<string[]> TalkAsync(ServerProcess server, string what)
    {
        await using var client = await ConnectAsync(server);
        string[] texts = [.. Enumerable.Range(1, Each).Select(number => $"{what} {number}")];
        foreach (var text in texts) await client.PublishAsync("/app/chat/sendMessage", ChatFrames.Body(Room, "TALK", "tt", text));
        return texts;
    }

    private static async Task<StompTestClient> ConnectAsync(ServerProcess server)
    {
        var client = await StompTestClient.OpenAsync(new Uri(server.Endpoint));
        await client.SendAsync("CONNECT\naccept-version:1.2\nhost:test\n\n\0");
        await client.ExpectAsync("CONNECTED");
        return client;
    }

    /// <summary>What the log has of what was said.</summary>
    private static async Task<string[]> ReadAsync(ServerProcess server, int count)
    {
        await using var client = await ConnectAsync(server);
        await client.SendAsync($"SUBSCRIBE\nid:s\ndestination:/topic/public/{Room}\nx-stream-offset:first\n\n\0");
        var said = new List<string>();
        while (said.Count < count)
        {
            var message = JsonSerializer.Deserialize<JsonElement>(await client.ReceiveBodyAsync());
            if (message.GetProperty("type").GetString() == "TALK") said.Add(message.GetProperty("message").GetString()!);
        }

        return [.. said];
    }
}
