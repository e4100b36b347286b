using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests;

/// <summary>Two people at the page in Chromium.</summary>
[Collection(PageCollections.Seeing)]
public sealed class PageTests(Browser browser)
{
    [SkippableFact]
    public async Task Two_people_talk_in_korean_with_emoji()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("영희", "우리 방");
        await other.EnterAsync("철수", "우리 방");
        await one.SeeAsync("join", "철수");

        await one.SayAsync("안녕하세요 👋🏽 여러분");
        await other.SayAsync("반가워요!");

        var heard = await other.SeeAsync("talk", "안녕하세요 👋🏽 여러분");
        await Expect(heard).ToHaveAttributeAsync("data-own", "false");
        await one.SeeAsync("talk", "반가워요!");
        await one.SeeDeliveredAsync("안녕하세요 👋🏽 여러분");
        await Expect(one.Page.Locator("[data-kind=talk]")).ToHaveCountAsync(2);
    }

    [SkippableFact]
    public async Task Html_is_shown_as_text_and_runs_nothing()
    {
        const string html = "<img src=x onerror=alert(1)><b>bold</b><script>alert(2)</script>";
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("<i>ss</i>", "html");
        await other.EnterAsync("tt", "html");

        await one.SayAsync(html);

        var heard = await other.SeeAsync("talk", html);
        Assert.Equal(html, await heard.Locator(".text").TextContentAsync());
        await Expect(other.Page.Locator("[role=log] img, [role=log] script, [role=log] .text b")).ToHaveCountAsync(0);
        await Expect(other.Page.Locator("[role=log] .sender")).ToHaveTextAsync("<i>ss</i>");
    }

    [SkippableFact]
    public async Task Shift_enter_begins_a_new_line_and_enter_sends()
    {
        await using var one = await browser.VisitAsync();
        await one.EnterAsync("ss", "lines");

        await one.Page.FocusAsync("#write");
        await one.Page.Keyboard.TypeAsync("first");
        await one.Page.Keyboard.PressAsync("Shift+Enter");
        await one.Page.Keyboard.TypeAsync("second");
        await one.Page.Keyboard.PressAsync("Enter");

        await one.SeeDeliveredAsync("second");
        Assert.Equal("first\nsecond", await one.Page.Locator("[data-kind=talk] .text").InnerTextAsync());
        await Expect(one.Page.Locator("#write")).ToHaveValueAsync("");
    }

    [SkippableFact]
    public async Task A_link_in_a_message_can_be_followed_and_gives_nothing_away()
    {
        await using var one = await browser.VisitAsync();
        await one.EnterAsync("ss", "links");

        await one.SayAsync("see https://example.com/a?b=1 and javascript:alert(1)");

        await one.SeeDeliveredAsync("see");
        var link = one.Page.Locator("[data-kind=talk] a");
        await Expect(link).ToHaveCountAsync(1);
        await Expect(link).ToHaveAttributeAsync("href", "https://example.com/a?b=1");
        await Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer");
    }

    [SkippableFact]
    public async Task The_invitation_link_leads_into_the_room()
    {
        const string room = "우리 방 & 3";
        await using var one = await browser.VisitAsync();
        await one.EnterAsync("ss", room);
        await one.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await one.Page.ClickAsync("#copy-link");
        await Visitor.ExpectVisibleAsync(one.Page.GetByText("Invitation link copied"));
        var link = new Uri(await one.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await using var other = await browser.VisitAsync(link.PathAndQuery);

        await Expect(other.Page.Locator("#room")).ToHaveValueAsync(room);
        await other.Page.FillAsync("#name", "tt");
        await other.Page.ClickAsync("#enter");
        await other.WhenConnectedAsync();

        await one.SeeAsync("join", "tt");
    }

    [SkippableFact]
    public async Task Who_closes_the_window_is_seen_to_leave()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "closing");
        await other.EnterAsync("tt", "closing");
        await one.SeeAsync("join", "tt");

        await other.GoAsync();

        await one.SeeAsync("leave", "tt");
    }

    [SkippableFact]
    public async Task Who_leaves_by_the_button_is_seen_to_leave_once()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "button");
        await other.EnterAsync("tt", "button");

        await other.Page.ClickAsync("#leave");

        await Visitor.ExpectVisibleAsync(other.Page.GetByText("You are not in a room yet"));
        await Expect(await one.SeeAsync("leave", "tt")).ToHaveCountAsync(1);
    }
}
