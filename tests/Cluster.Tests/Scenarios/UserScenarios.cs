using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Testing.Server;
using Xunit;

namespace Cluster.Tests.Scenarios;

/// <summary>What is for one person reaches each of its windows, and nobody else.</summary>
public sealed class UserScenarios : Scenario
{
    private static readonly TimeSpan BetweenKnocks = TimeSpan.FromMilliseconds(50);

    private readonly string _secret;
    private readonly string _user;

    public UserScenarios(SiteFixture sites)
        : base(sites)
    {
        _secret = $"the secret of {Room}";
        _user = $"u-{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(_secret)))[..22]}";
    }

    [SkippableTheory, EachSite]
    public async Task What_is_sent_to_a_user_reaches_all_windows_in_order(Site name)
    {
        var site = await AtAsync(name);
        var windows = new List<StompTestClient>();
        for (var i = 0; i < 4; i++) windows.Add(await site.SubscribedAsync(i, "/user/queue/x", $"passcode:{_secret}\n"));
        await using var other = await site.SubscribedAsync(1, "/user/queue/x", "passcode:somebody else's secret\n");
        await using var sender = await site.ConnectAsync(0);
        foreach (var window in windows) await KnockAsync(sender, _user, window);

        for (var i = 0; i < 20; i++) await sender.SendAsync($"SEND\ndestination:/user/{_user}/queue/x\nnumber:{i}\n\n{i}\0");

        foreach (var window in windows)
        {
            for (var i = 0; i < 20; i++)
            {
                var message = await window.ExpectAsync("MESSAGE");
                while (message.GetBodyText() == "knock") message = await window.ExpectAsync("MESSAGE");
                Assert.Equal(($"{i}", "/user/queue/x", $"{i}"), (message.GetBodyText(), message.Headers["destination"], message.Headers["number"]));
            }

            await window.DisposeAsync();
        }

        await other.FenceAsync();
    }

    [SkippableTheory, EachSite]
    public async Task What_is_sent_to_a_session_reaches_that_one_alone(Site name)
    {
        var site = await AtAsync(name);
        await using var one = await site.SubscribedAsync(1, "/user/queue/x");
        await using var other = await site.SubscribedAsync(1, "/user/queue/x");
        await using var sender = await site.ConnectAsync(0);
        await KnockAsync(sender, one.SessionId, one);

        await sender.PublishAsync($"/user/{one.SessionId}/queue/x", "for you");

        string text;
        do text = await one.ReceiveBodyAsync();
        while (text == "knock");
        Assert.Equal("for you", text);
        await other.FenceAsync();
    }

    [SkippableTheory, EachSite]
    public async Task The_first_private_message_reaches_all_windows_of_both(Site name)
    {
        var site = await AtAsync(name);
        await using var sender = await site.SubscribedAsync(0, "/user/queue/private", $"passcode:{_secret}, the sender's\n");
        await using var senderToo = await site.SubscribedAsync(2, "/user/queue/private", $"passcode:{_secret}, the sender's\n");
        await using var recipient = await site.SubscribedAsync(1, "/user/queue/private", $"passcode:{_secret}\n");
        await using var recipientToo = await site.SubscribedAsync(2, "/user/queue/private", $"passcode:{_secret}\n");
        await MeetAsync(sender, recipient);
        foreach (var window in (StompTestClient[])[recipient, recipientToo]) await KnockAsync(sender, _user, window, "/queue/private");
        await KnockAsync(sender, await IdOfAsync(sender, "sender"), senderToo, "/queue/private");

        await SendAsync(sender, "private", Private(_user, "only you"), "idempotency-key:k-1\n");

        foreach (var window in (StompTestClient[])[sender, senderToo, recipient, recipientToo]) await HearPrivateAsync(window, "only you", "1");
    }

    [SkippableTheory, EachSite]
    public async Task Anonymous_people_may_be_written_to_and_may_answer(Site name)
    {
        var site = await AtAsync(name);
        await using var sender = await site.SubscribedAsync(0, "/user/queue/private", $"passcode:{_secret}\n");
        var guest = await site.SubscribedAsync(1, "/user/queue/private");
        await MeetAsync(sender, guest);
        await KnockAsync(sender, guest.SessionId, guest, "/queue/private");
        var id = await IdOfAsync(sender, "recipient");

        await SendAsync(sender, "private", Private(id, "who are you?"));
        await HearPrivateAsync(guest, "who are you?", "1");
        await HearPrivateAsync(sender, "who are you?", "1");
        await SendAsync(guest, "private", JsonSerializer.Serialize(new { to = _user, sender = "recipient", message = "nobody", roomId = Room }));
        await HearPrivateAsync(sender, "nobody", "2");
        Assert.Equal(id, Assert.Single((await AskAsync(sender, "private")).EnumerateArray()).GetProperty("with").GetString());

        guest.Kill();
        await Eventually.TrueAsync(async () => (await AskAsync(sender, "private")).GetArrayLength() == 0);
        await sender.SubscribeAsync("/user/queue/errors", "errors");
        await SendAsync(sender, "private", Private(id, "still there?"));
        Assert.Contains("urn:chat:no-member", await sender.ReceiveBodyAsync(), StringComparison.Ordinal);
        await guest.DisposeAsync();
    }

    [SkippableTheory, EachSite]
    public async Task A_refusal_is_told_to_the_window_that_was_refused(Site name)
    {
        var site = await AtAsync(name);
        await using var refused = await site.SubscribedAsync(0, "/user/queue/errors", $"passcode:{_secret}\n");
        await using var other = await site.SubscribedAsync(1, "/user/queue/errors", $"passcode:{_secret}\n");

        await SayAsync(refused, "", "no name", "receipt:r\n");

        var problem = await refused.ExpectAsync("MESSAGE");
        Assert.Equal("r", problem.Headers["receipt-id"]);
        Assert.Contains("urn:chat:sender", problem.GetBodyText(), StringComparison.Ordinal);
        await other.FenceAsync();
    }

    /// <summary>Sends until something arrives: the sender's server has to have heard of a session on another one.</summary>
    private static async Task KnockAsync(StompTestClient sender, string user, StompTestClient window, string queue = "/queue/x")
    {
        var arrived = window.ExpectAsync("MESSAGE");
        await Eventually.TrueAsync(async () =>
        {
            await sender.SendAsync($"SEND\ndestination:/user/{user}{queue}\n\nknock\0");
            return await Task.WhenAny(arrived, Task.Delay(BetweenKnocks)) == arrived;
        });
        Assert.Equal("knock", (await arrived).GetBodyText());
    }

    /// <summary>Has both come into the room, and waits until each server knows it.</summary>
    private async Task MeetAsync(StompTestClient sender, StompTestClient recipient)
    {
        await JoinAsync(sender, "sender");
        await JoinAsync(recipient, "recipient");
        await Eventually.TrueAsync(async () => (await AskAsync(sender, $"members/{Room}")).GetArrayLength() == 2);
    }

    private async Task<string> IdOfAsync(StompTestClient client, string name) => (await AskAsync(client, $"members/{Room}")).EnumerateArray()
        .Single(member => member.GetProperty("name").GetString() == name).GetProperty("id").GetString()!;

    private string Private(string to, string text) => JsonSerializer.Serialize(new { to, sender = "sender", message = text, roomId = Room });

    private static async Task HearPrivateAsync(StompTestClient client, string text, string offset)
    {
        var message = await client.ExpectAsync("MESSAGE");
        while (message.GetBodyText() == "knock") message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("/user/queue/private", offset), (message.Headers["destination"], message.Headers["x-stream-offset"]));
        Assert.Equal(text, JsonSerializer.Deserialize<JsonElement>(message.GetBodyText()).GetProperty("message").GetString());
    }
}
