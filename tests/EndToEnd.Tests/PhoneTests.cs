using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests;

/// <summary>The page at a phone's width: one view at a time, sheets, and the back gesture.</summary>
[Collection(PageCollections.Seeing)]
public sealed class PhoneTests(Browser browser)
{
    private const int PhoneWidth = 390;

    [SkippableFact]
    public async Task Back_goes_from_a_room_to_the_list_and_a_row_into_the_room()
    {
        await using var one = await browser.VisitAsync(width: PhoneWidth, hasTouch: true);
        await one.EnterAsync("ss", "pocket");
        await Expect(one.Page.Locator("#rooms")).ToBeHiddenAsync();
        await Expect(one.Page.Locator("#write")).Not.ToBeFocusedAsync();

        await one.Page.GoBackAsync();
        await Expect(one.Page.Locator("#talk")).ToBeHiddenAsync();
        await one.Row("pocket").TapAsync();
        await Visitor.ExpectVisibleAsync(one.Page.Locator("#talk"));
        await one.Page.TapAsync("#back");
        await Visitor.ExpectVisibleAsync(one.Page.Locator("#rooms"));
    }

    [SkippableFact]
    public async Task Members_are_a_sheet_that_keeps_the_focus_and_closes_by_the_back_gesture()
    {
        await using var one = await browser.VisitAsync(width: PhoneWidth);
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "sheet");
        await other.EnterAsync("tt", "sheet");

        await one.Page.ClickAsync("#open-members");
        await Expect(one.Page.Locator("#members-title")).ToBeFocusedAsync();
        await Expect(one.Page.Locator("#talk")).ToHaveAttributeAsync("inert", "");
        foreach (var _ in Enumerable.Range(0, 12))
        {
            await one.Page.Keyboard.PressAsync("Tab");
            Assert.True(await one.Page.EvaluateAsync<bool>("document.querySelector('#members').contains(document.activeElement)"));
        }

        await one.Page.GoBackAsync();
        await Expect(one.Page.Locator("#members")).ToBeHiddenAsync();
        await Visitor.ExpectVisibleAsync(one.Page.Locator("#write"));
        await Expect(one.Page.Locator("#open-members")).ToBeFocusedAsync();

        // From the sheet into a private conversation, and back to the list.
        await one.Page.ClickAsync("#open-members");
        await one.Member("tt").ClickAsync();
        await Expect(one.Page.Locator("#talk-title")).ToHaveTextAsync("tt");
        await one.Page.GoBackAsync();
        await Visitor.ExpectVisibleAsync(one.Page.Locator("#talk"));
        await Expect(one.Page.Locator("#talk-title")).ToHaveTextAsync("sheet");
        await one.Page.GoBackAsync();
        await Visitor.ExpectVisibleAsync(one.Page.Locator("#privates .room-row"));
    }

    [SkippableFact]
    public async Task Settings_are_a_sheet_that_closes_by_the_back_gesture()
    {
        await using var one = await browser.VisitAsync(width: PhoneWidth);
        await one.EnterAsync("ss", "settings sheet");
        await one.Page.ClickAsync("#back");
        await one.Page.ClickAsync("#open-settings");
        await Visitor.ExpectVisibleAsync(one.Page.Locator("#settings"));

        await one.Page.GoBackAsync();

        await Expect(one.Page.Locator("#settings")).ToBeHiddenAsync();
        await Visitor.ExpectVisibleAsync(one.Page.Locator("#rooms"));
        await one.Page.ClickAsync("#open-settings");
        await one.Page.Keyboard.PressAsync("Escape");
        await Expect(one.Page.Locator("#settings")).ToBeHiddenAsync();
        await Expect(one.Page.Locator("#open-settings")).ToBeFocusedAsync();
    }

    [SkippableFact]
    public async Task The_count_of_what_waits_elsewhere_stands_at_the_way_back()
    {
        await using var one = await browser.VisitAsync(width: PhoneWidth);
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "waiting");
        await other.EnterAsync("tt", "waiting");
        await one.Page.ClickAsync("#back");

        await other.SayAsync("hello?");

        await Expect(one.Row("waiting").Locator(".count")).ToHaveTextAsync("1");
        await Expect(one.Page).ToHaveTitleAsync("(1) waiting – Chat");
    }
}
