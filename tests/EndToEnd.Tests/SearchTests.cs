using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests;

/// <summary>Finding what was said, and rooms.</summary>
[Collection(PageCollections.Talking)]
public sealed class SearchTests(Browser browser)
{
    [SkippableFact]
    public async Task A_message_is_found_by_part_of_a_word_and_opened_where_it_was_said()
    {
        await browser.Server.FillAsync("archive", 400, number => number == 70 ? "어젯밤에 백업했어요" : $"line {number}");
        await using var one = await browser.VisitAsync();
        await one.EnterAsync("ss", "archive");
        await one.SeeAsync("talk", "line 400");

        await one.Page.FocusAsync("[role=log]");
        await one.Page.Keyboard.PressAsync("/");
        await Expect(one.Page.Locator("#find-query")).ToBeFocusedAsync();
        await one.Page.Keyboard.TypeAsync("백업");

        await Expect(one.Page.Locator("#find-count")).ToHaveTextAsync("1 found");
        await Expect(one.Page.Locator("#find-hits mark")).ToHaveTextAsync("백업");
        await one.Page.Keyboard.PressAsync("Enter");
        var hit = await one.SeeAsync("talk", "백업했어요");
        await Expect(hit).ToBeInViewportAsync();
        await Expect(hit.Locator("mark.hit")).ToHaveTextAsync("백업");
        await Visitor.ExpectVisibleAsync(one.Page.Locator("#jump"));
        await one.Page.ClickAsync("#jump");
        await one.SeeAsync("talk", "line 400");
    }

    [SkippableFact]
    public async Task From_a_found_message_one_reads_on_to_the_newest()
    {
        await browser.Server.FillAsync("onward", 260, number => number == 40 ? "line 40 needle" : $"line {number}");
        await using var one = await browser.VisitAsync();
        // So low that a page of what comes is many screens high.
        await one.Page.SetViewportSizeAsync(1280, 400);
        await one.EnterAsync("ss", "onward");
        await one.Page.ClickAsync("#open-find");
        await one.Page.Keyboard.TypeAsync("needle");
        await Expect(one.Page.Locator("#find-count")).ToHaveTextAsync("1 found");
        await one.Page.Keyboard.PressAsync("Enter");
        await Expect(await one.SeeAsync("talk", "needle")).ToBeInViewportAsync();

        await one.HoverLogAsync();
        var read = (await one.SeenLinesAsync())[^1];
        while (await one.Page.Locator("#jump").IsVisibleAsync())
        {
            await one.WheelAsync(200);
            var seen = await one.SeenLinesAsync();
            // What comes in below takes nobody past what they have not read.
            Assert.InRange(seen[0], 1, read + 1);
            read = seen[^1];
        }

        await Expect(one.Page.GetByText("line 260", new() { Exact = true })).ToBeInViewportAsync();
        await one.SayAsync("here");
        await one.SeeDeliveredAsync("here");
    }

    [SkippableFact]
    public async Task All_rooms_are_searched_and_a_result_opens_its_room()
    {
        await browser.Server.FillAsync("first shelf", 3, number => $"apple {number}");
        await browser.Server.FillAsync("second shelf", 2, number => $"apple pie {number}");
        await using var one = await browser.VisitAsync();
        await one.EnterAsync("ss", "first shelf");
        await one.EnterAlsoAsync("second shelf");
        await one.Page.ClickAsync("#open-find");
        await one.Page.Keyboard.TypeAsync("apple");
        await Expect(one.Page.Locator("#find-count")).ToHaveTextAsync("2 found");

        await one.Page.GetByText("All rooms").ClickAsync();

        await Expect(one.Page.Locator("#find-count")).ToHaveTextAsync("5 found");
        await Expect(one.Page.Locator(".found-room").First).ToHaveTextAsync("second shelf");
        await one.Page.FocusAsync("#find-query");
        foreach (var _ in Enumerable.Range(0, 4)) await one.Page.Keyboard.PressAsync("ArrowDown");
        await one.Page.Keyboard.PressAsync("Enter");
        await Expect(one.Page.Locator("#talk-title")).ToHaveTextAsync("first shelf");
        await one.SeeAsync("talk", "apple 1");
    }

    [SkippableFact]
    public async Task Nothing_found_says_so_and_escape_clears_and_then_closes()
    {
        await using var one = await browser.VisitAsync();
        await one.EnterAsync("ss", "nothing");
        await one.Page.ClickAsync("#open-find");
        await one.Page.Keyboard.TypeAsync("xyzzy");

        await Visitor.ExpectVisibleAsync(one.Page.GetByText("Nothing found for “xyzzy”"));
        await one.Page.Keyboard.PressAsync("Escape");
        await Expect(one.Page.Locator("#find-query")).ToHaveValueAsync("");
        await one.Page.Keyboard.PressAsync("Escape");
        await Expect(one.Page.Locator("#find")).ToBeHiddenAsync();
        await Expect(one.Page.Locator("#open-find")).ToBeFocusedAsync();
    }

    [SkippableFact]
    public async Task Ctrl_K_finds_a_room_that_somebody_else_made()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.MakeRoomAsync("ss", "Books at night");
        await other.EnterAsync("tt", "somewhere");

        await other.Page.Keyboard.PressAsync("Control+k");
        await Expect(other.Page.Locator("#rooms-find")).ToBeFocusedAsync();
        await other.Page.Keyboard.TypeAsync("books");
        await Visitor.ExpectVisibleAsync(other.Page.Locator("#rooms-found .room-row", new() { HasText = "Books at night" }));
        await other.Page.Keyboard.PressAsync("Enter");

        await Expect(other.Page.Locator("#talk-title")).ToHaveTextAsync("Books at night");
        await one.SeeAsync("join", "tt");
    }
}
