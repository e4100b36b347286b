using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests;

/// <summary>The page for every screen, language and hand.</summary>
[Collection(PageCollections.Seeing)]
public sealed class UseTests(Browser browser)
{
    private const string SidewaysPx = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    [SkippableTheory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1920)]
    public async Task Nothing_scrolls_sideways(int width)
    {
        await using var one = await browser.VisitAsync(width: width);
        Assert.Equal(0, await one.Page.EvaluateAsync<int>(SidewaysPx));

        await one.EnterAsync("a-name-of-thirty-characters-ok", $"width-{width}");
        await one.SayAsync($"{new string('w', 400)} and https://example.com/{new string('x', 300)}");
        await one.SeeDeliveredAsync("and");

        Assert.Equal(0, await one.Page.EvaluateAsync<int>(SidewaysPx));
        Assert.Equal(0, await one.Page.EvaluateAsync<int>("document.querySelector('[role=log]').scrollWidth - document.querySelector('[role=log]').clientWidth"));
    }

    [SkippableTheory]
    [InlineData("ko-KR", "ko", "들어가기")]
    [InlineData("en-US", "en", "Enter")]
    [InlineData("de-DE", "en", "Enter")]
    public async Task The_page_speaks_the_browsers_language(string language, string tag, string enter)
    {
        await using var one = await browser.VisitAsync(language: language);

        await Expect(one.Page.Locator("html")).ToHaveAttributeAsync("lang", tag);
        await Expect(one.Page.Locator("#enter")).ToHaveTextAsync(enter);
    }

    [SkippableFact]
    public async Task The_language_can_be_switched_and_is_remembered()
    {
        await using var one = await browser.VisitAsync(language: "en-US");

        await one.Page.GetByText("한국어").First.ClickAsync();

        await Expect(one.Page.Locator("html")).ToHaveAttributeAsync("lang", "ko");
        await Expect(one.Page.Locator("#enter")).Not.ToHaveTextAsync("Enter");
        await one.EnterAsync("ss", "language");
        await one.SeeAsync("join", "ss");
        await one.Page.ReloadAsync();
        await one.WhenConnectedAsync();
        await Expect(one.Page.Locator("html")).ToHaveAttributeAsync("lang", "ko");
    }

    [SkippableFact]
    public async Task The_keyboard_is_enough()
    {
        await using var watcher = await browser.VisitAsync();
        await watcher.EnterAsync("watcher", "keys");
        await using var one = await browser.VisitAsync();
        var keys = one.Page.Keyboard;

        await Expect(one.Page.Locator("#name")).ToBeFocusedAsync();
        await keys.TypeAsync("ss");
        await TabToAsync(one, "room");
        await keys.TypeAsync("keys");
        await keys.PressAsync("Enter");
        await one.WhenConnectedAsync();
        await Expect(one.Page.Locator("#write")).ToBeFocusedAsync();
        await keys.TypeAsync("no mouse @wa");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await watcher.SeeAsync("talk", "no mouse @watcher");

        await EnterOneMoreRoomAsync(one);
        await FindAndWhisperAsync(one);
        await Visitor.ExpectVisibleAsync(watcher.Page.Locator("#privates .room-row", new() { HasText = "psst" }));
        await ChangeSettingAsync(one);
        await keys.PressAsync("Alt+ArrowDown");
        await Expect(one.Page.Locator("#talk-title")).ToHaveTextAsync("keys");
        await TabToAsync(one, "leave");
        await keys.PressAsync("Enter");
        await watcher.SeeAsync("leave", "ss");
    }

    [SkippableFact]
    public async Task A_link_to_a_room_leads_into_it()
    {
        await using var one = await browser.VisitAsync("/?room=by-link");

        await Expect(one.Page.Locator("#room")).ToHaveValueAsync("by-link");
        await one.Page.FillAsync("#name", "ss");
        await one.Page.ClickAsync("#enter");

        await one.WhenConnectedAsync();
        await Expect(one.Page.Locator("#talk-title")).ToHaveTextAsync("by-link");
        Assert.EndsWith("/?room=by-link", one.Page.Url, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_new_room_gets_an_id_that_nobody_guesses()
    {
        await using var one = await browser.VisitAsync();
        await one.Page.FillAsync("#name", "ss");

        await one.Page.ClickAsync("#room-kind");
        await one.Page.FillAsync("#room", "A room of our own");
        await one.Page.ClickAsync("#enter");
        await one.WhenConnectedAsync();

        await Expect(one.Page.Locator("#talk-title")).ToHaveTextAsync("A room of our own");
        Assert.True(Guid.TryParse(one.Page.Url.Split("?room=")[1], out var room));
        Assert.Equal(4, room.Version);
    }

    private static async Task EnterOneMoreRoomAsync(Visitor one)
    {
        var keys = one.Page.Keyboard;
        await TabToAsync(one, "add-room");
        await keys.PressAsync("Enter");
        await Expect(one.Page.Locator("#other-room")).ToBeFocusedAsync();
        await keys.TypeAsync("Keys too");
        await keys.PressAsync("Enter");
        await Expect(one.Page.Locator("#talk-title")).ToHaveTextAsync("Keys too");
        await keys.PressAsync("Alt+ArrowUp");
        await Expect(one.Page.Locator("#talk-title")).ToHaveTextAsync("keys");
    }

    private static async Task FindAndWhisperAsync(Visitor one)
    {
        var keys = one.Page.Keyboard;
        await TabToAsync(one, "open-find");
        await keys.PressAsync("Enter");
        await keys.TypeAsync("mouse");
        await Expect(one.Page.Locator("#find-count")).ToHaveTextAsync("1 found");
        await keys.PressAsync("Enter");
        await Visitor.ExpectVisibleAsync(one.Page.Locator("[role=log] mark.hit"));

        await TabToAsync(one, "open-members");
        await keys.PressAsync("Enter");
        await TabToAsync(one, "[data-member]");
        await keys.PressAsync("Enter");
        await Expect(one.Page.Locator("#talk-title")).ToHaveTextAsync("watcher");
        await keys.TypeAsync("psst");
        await keys.PressAsync("Enter");
    }

    private static async Task ChangeSettingAsync(Visitor one)
    {
        var keys = one.Page.Keyboard;
        await TabToAsync(one, "open-settings");
        await keys.PressAsync("Enter");
        await TabToAsync(one, "sound");
        await keys.PressAsync("Space");
        await Expect(one.Page.Locator("#sound")).Not.ToBeCheckedAsync();
        await keys.PressAsync("Escape");
        await Expect(one.Page.Locator("#open-settings")).ToBeFocusedAsync();
    }

    /// <summary>Presses Tab until the element has the focus: of an id, or the first that a selector fits.</summary>
    private static async Task TabToAsync(Visitor visitor, string target)
    {
        var selector = target.StartsWith('[') ? target : $"#{target}";
        for (var presses = 0; presses < 60; presses++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
        }

        Assert.Fail($"The Tab key does not lead to {selector}.");
    }
}
