using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests;

/// <summary>Browsers and servers that go without a word.</summary>
[Collection(PageCollections.Talking)]
public sealed class LossTests(Browser browser)
{
    [SkippableFact]
    public async Task A_browser_that_is_killed_is_seen_to_leave_once()
    {
        var profile = Directory.CreateTempSubdirectory("chat-profile-").FullName;
        await using var one = await browser.VisitAsync();
        await one.EnterAsync("ss", "killed");
        var (other, process) = await browser.VisitFromOwnProcessAsync(profile);
        await using (process)
        {
            await other.EnterAsync("tt", "killed");
            await one.SeeAsync("join", "tt");

            process.Kill();
            await process.WhenEndedAsync();

            await Expect(await one.SeeAsync("leave", "tt")).ToHaveCountAsync(1);
        }

        Directory.Delete(profile, recursive: true);
    }

    [SkippableFact]
    public async Task The_page_says_that_the_server_is_gone_and_talks_again_when_it_is_back()
    {
        Requirement.Chromium();
        await using var mortal = new Owned(await ServerProcess.StartAsync());
        await using var one = await browser.VisitAsync(address: mortal.Server.Address);
        await using var other = await browser.VisitAsync(address: mortal.Server.Address);
        one.LosesServer = other.LosesServer = true;
        await one.EnterAsync("ss", "restart");
        await other.EnterAsync("tt", "restart");
        await one.SayAsync("before");
        await other.SeeAsync("talk", "before");

        await mortal.Server.KillAsync();

        await one.ExpectStateAsync("reconnecting");
        await Visitor.ExpectVisibleAsync(one.Strip);
        await Expect(one.Strip).ToContainTextAsync("Reconnecting");
        await one.SayAsync("while it is gone");
        await Visitor.ExpectVisibleAsync(one.Page.Locator("[data-mark=waiting]"));

        await mortal.Server.StartAsync();

        await one.WhenConnectedAsync();
        await other.WhenConnectedAsync();
        await one.SeeDeliveredAsync("while it is gone");
        await Expect(one.Page.Locator("[data-kind=gap]")).ToHaveCountAsync(0);
        await Expect(one.Strip).ToContainTextAsync("Back online");
        await one.SayAsync("after");
        await other.SeeAsync("talk", "after");
        await other.SayAsync("welcome back");
        await one.SeeAsync("talk", "welcome back");
        await Expect(one.Strip).ToBeHiddenAsync(new() { Timeout = 30_000 });
    }

    [SkippableFact]
    public async Task A_reload_brings_the_room_back()
    {
        await using var one = await browser.VisitAsync();
        await one.EnterAsync("ss", "reload");

        await one.Page.ReloadAsync();

        await one.WhenConnectedAsync();
        await Visitor.ExpectVisibleAsync(one.Page.Locator("#write"));
        await one.SayAsync("still here");
        await one.SeeDeliveredAsync("still here");
    }
}
