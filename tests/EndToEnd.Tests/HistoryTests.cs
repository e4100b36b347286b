using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests;

/// <summary>Long rooms: what was said before, and how little of it is in the document.</summary>
[Collection(PageCollections.Talking)]
public sealed class HistoryTests(Browser browser)
{
    private const int MostNodes = 2_500;

    [SkippableFact]
    public async Task Older_messages_come_while_scrolling_up_without_a_jump_to_where_the_room_begins()
    {
        await browser.Server.FillAsync("older", 180);
        await using var one = await browser.VisitAsync();
        await one.EnterAsync("ss", "older");
        await one.SeeAsync("talk", "line 180");
        Assert.DoesNotContain("line 1", await one.Talks.Locator(".text").AllInnerTextsAsync());

        await one.HoverLogAsync();
        var oldest = 180;
        while (await one.Page.Locator("[data-kind=start]").CountAsync() == 0 || !await one.Page.Locator("[data-kind=start]").IsVisibleAsync())
        {
            await one.Page.Mouse.WheelAsync(0, -400);
            var seen = await one.SeenLinesAsync();
            // No line comes twice or out of order, and the reader is never thrown back.
            Assert.Equal(Enumerable.Range(seen[0], seen.Length), seen);
            Assert.True(seen[0] <= oldest, $"From {oldest} to {seen[0]}.");
            oldest = seen[0];
        }

        await one.SeeAsync("talk", "line 1");
        await Expect(one.Page.Locator("[data-kind=start] h2")).ToHaveTextAsync("This is where the room begins");
    }

    [SkippableFact]
    public async Task Ten_thousand_messages_are_in_the_room_and_only_what_is_near_the_screen_in_the_document()
    {
        await using var busy = new Owned(await ServerProcess.StartAsync("--Chat:RateLimits:Enabled=false"));
        await using var one = await browser.VisitAsync(address: busy.Server.Address);
        await one.EnterAsync("ss", "busy");

        await busy.Server.FillAsync("busy", 10_000);

        await one.SeeAsync("talk", "line 10000");
        await ExpectFewNodesAsync(one);
        await one.Page.FocusAsync("[role=log]");
        await one.HoverLogAsync();
        var before = await one.SeenLinesAsync();
        for (var turn = 0; turn < 40; turn++)
        {
            await one.Page.Mouse.WheelAsync(0, -1_500);
            var seen = await one.SeenLinesAsync();
            Assert.Equal(Enumerable.Range(seen[0], seen.Length), seen);
            Assert.True(seen[0] <= before[0], $"From {before[0]} to {seen[0]}.");
            before = seen;
        }

        Assert.True(before[0] < 9_800, $"Only at {before[0]}.");
        await ExpectFewNodesAsync(one);

        await one.Page.Keyboard.PressAsync("Home");
        await one.SeeAsync("talk", "line 1");
        await ExpectFewNodesAsync(one);
        await one.Page.Keyboard.PressAsync("End");
        await one.SeeAsync("talk", "line 10000");
        await Expect(one.Page.Locator("#jump")).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task What_comes_while_reading_further_up_is_counted_at_the_way_back_to_the_newest()
    {
        await browser.Server.FillAsync("jump", 60);
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "jump");
        await other.EnterAsync("tt", "jump");
        await one.SeeAsync("talk", "line 60");
        await one.Page.FocusAsync("[role=log]");
        await one.Page.Keyboard.PressAsync("Home");
        await Visitor.ExpectVisibleAsync(one.Page.Locator("#jump"));
        var before = await one.SeenTextsAsync();

        await other.SayAsync("news");
        await Expect(one.Page.Locator("#jump-count")).ToHaveTextAsync("1");
        await other.SayAsync("more news");
        await Expect(one.Page.Locator("#jump-count")).ToHaveTextAsync("2");

        Assert.Equal(before, await one.SeenTextsAsync());
        await one.Page.ClickAsync("#jump");
        await one.SeeAsync("talk", "more news");
        await Expect(one.Page.Locator("#jump")).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task A_reload_keeps_the_place_in_the_room()
    {
        await browser.Server.FillAsync("place", 300);
        await using var one = await browser.VisitAsync();
        await one.EnterAsync("ss", "place");
        await one.SeeAsync("talk", "line 300");
        await one.HoverLogAsync();
        while ((await one.SeenLinesAsync())[0] > 200) await one.WheelAsync(-800);
        var before = await one.SeenLinesAsync();

        await one.Page.ReloadAsync();
        // Once more before the place is there again: it is not to be forgotten.
        await one.Page.ReloadAsync();
        await one.WhenConnectedAsync();

        await Expect(one.Page.GetByText($"line {before[0]}", new() { Exact = true })).ToBeInViewportAsync();
        Assert.InRange((await one.SeenLinesAsync())[0], before[0] - 1, before[0] + 1);
        await one.Page.Keyboard.PressAsync("Escape");
        await one.SeeAsync("talk", "line 300");
    }

    [SkippableFact]
    public async Task A_room_says_who_made_it_and_another_finds_it_by_its_title()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.MakeRoomAsync("ss", "A walk by the river");
        await one.SayAsync("hi");
        await one.SeeDeliveredAsync("hi");
        await Expect(one.Page.Locator("[data-kind=start] p")).ToContainTextAsync("Created by ss on");

        await other.EnterAsync("tt", "a walk by the RIVER");

        await Expect(other.Page.Locator("#talk-title")).ToHaveTextAsync("A walk by the river");
        await other.SeeAsync("talk", "hi");
    }

    private static async Task ExpectFewNodesAsync(Visitor visitor)
    {
        var count = await visitor.Page.EvaluateAsync<int>("document.querySelectorAll('[role=log] *').length");
        Assert.InRange(count, 1, MostNodes);
    }
}
