using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests;

/// <summary>Who is there: members, who writes, who is called, and conversations of two.</summary>
[Collection(PageCollections.Talking)]
public sealed class PeopleTests(Browser browser)
{
    [SkippableFact]
    public async Task Members_come_and_go_one_entry_a_name()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "members");
        await other.EnterAsync("tt", "members");
        await Expect(one.Member("tt")).ToHaveAttributeAsync("class", "member");

        var window = await other.OpenWindowAsync();
        await window.EnterAsync("tt", "members");
        await Expect(one.Member("tt").Locator(".member-note")).ToHaveTextAsync("In 2 windows");
        await Expect(one.Page.Locator("#talk-facts")).ToHaveTextAsync("2 people · 2 online");
        await window.Page.CloseAsync();
        await Expect(one.Member("tt").Locator(".member-note")).ToHaveCountAsync(0);
        await other.GoAsync();

        await Expect(one.Member("tt")).ToHaveAttributeAsync("class", "member is-off");
        await Expect(one.Member("tt")).ToContainTextAsync("last seen");
        await Expect(one.Page.Locator("#talk-facts")).ToHaveTextAsync("2 people · 1 online");
    }

    [SkippableFact]
    public async Task Who_touches_nothing_for_five_minutes_is_away_until_they_are_back()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "away");
        await other.Page.Clock.InstallAsync();
        await other.Page.ReloadAsync();
        await other.EnterAsync("tt", "away");
        await Expect(one.Member("tt")).ToHaveAttributeAsync("class", "member");

        await other.Page.Clock.FastForwardAsync(5 * 60_000);
        await Expect(one.Member("tt")).ToHaveAttributeAsync("class", "member is-away");

        await other.Page.Mouse.MoveAsync(200, 200);
        await Expect(one.Member("tt")).ToHaveAttributeAsync("class", "member");
    }

    [SkippableFact]
    public async Task Who_writes_is_told_until_it_is_said()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "typing");
        await other.EnterAsync("tt", "typing");

        await other.Page.Locator("#write").PressSequentiallyAsync("hello");
        await Expect(one.Page.Locator("#is-typing")).ToHaveTextAsync("tt is typing");
        await Expect(one.Row("typing").Locator(".room-last")).ToHaveTextAsync("tt is typing");
        await Expect(one.Member("tt")).ToContainTextAsync("typing");
        await Expect(other.Page.Locator("#is-typing")).ToHaveTextAsync("");
        await other.Page.Keyboard.PressAsync("Enter");
        await one.SeeAsync("talk", "hello");
        await Expect(one.Page.Locator("#is-typing")).ToHaveTextAsync("");

        await other.Page.Locator("#write").PressSequentiallyAsync("x");
        await Expect(one.Page.Locator("#is-typing")).ToHaveTextAsync("tt is typing");
        await other.Page.FillAsync("#write", "");
        await Expect(one.Page.Locator("#is-typing")).ToHaveTextAsync("");
    }

    [SkippableFact]
    public async Task Somebody_is_called_by_the_first_letters_and_sees_it()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "calling");
        await other.EnterAsync("김하늘", "calling");
        await Expect(one.Member("김하늘")).ToHaveCountAsync(1);

        await one.Page.Locator("#write").PressSequentiallyAsync("hi @ㅎㄴ");
        await Visitor.ExpectVisibleAsync(one.Page.Locator("#mention-menu"));
        await one.Page.Keyboard.PressAsync("Enter");
        await Expect(one.Page.Locator("#write")).ToHaveValueAsync("hi @김하늘 ");
        await one.Page.Keyboard.PressAsync("Enter");

        var heard = await other.SeeAsync("talk", "hi @김하늘");
        await Expect(heard).ToHaveAttributeAsync("class", "msg mentions-me");
        await Expect(heard.Locator("mark.at-me")).ToHaveTextAsync("@김하늘");
        await Expect(one.Page.Locator("mark.at")).ToHaveTextAsync("@김하늘");
    }

    [SkippableFact]
    public async Task Two_talk_in_private_and_catch_up_after_a_cut()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await using var third = await browser.VisitAsync();
        await one.EnterAsync("ss", "hall");
        await other.EnterAsync("tt", "hall");
        await third.EnterAsync("uu", "hall");

        await one.Member("tt").ClickAsync();
        await Expect(one.Page.Locator("#talk-title")).ToHaveTextAsync("tt");
        await one.SayAsync("between us");
        await one.SeeDeliveredAsync("between us");
        var row = other.Page.Locator("#privates .room-row", new() { HasText = "ss" });
        await Expect(row.Locator(".count")).ToHaveTextAsync("1");
        await row.ClickAsync();
        await other.SeeAsync("talk", "between us");
        await other.SayAsync("yes");
        await one.SeeAsync("talk", "yes");

        await other.GoOfflineAsync();
        await one.SayAsync("missed");
        await one.SeeDeliveredAsync("missed");
        await other.SayAsync("from the tunnel");
        await other.GoOnlineAsync();

        await other.SeeAsync("talk", "missed");
        await one.SeeAsync("talk", "from the tunnel");
        await other.Page.ReloadAsync();
        await other.WhenConnectedAsync();
        await Expect(other.Talks.Locator(".text")).ToHaveTextAsync(["between us", "yes", "missed", "from the tunnel"]);
        await Expect(third.Page.Locator("#privates .room-row")).ToHaveCountAsync(0);
        await Expect(third.Talks).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task A_private_conversation_begins_by_choosing_somebody()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "choosing");
        await other.EnterAsync("tt", "choosing");
        await Expect(one.Member("tt")).ToHaveCountAsync(1);

        await one.Page.ClickAsync("#add-private");
        await one.Page.Locator("#people .member", new() { HasText = "tt" }).ClickAsync();

        await Visitor.ExpectVisibleAsync(one.Page.GetByText("Nothing said between you yet"));
        await one.SayAsync("hi");
        await Expect(other.Page.Locator("#privates .room-row")).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task A_name_that_somebody_uses_is_refused_at_the_entrance()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "taken");

        await other.Page.FillAsync("#name", "ss");
        await other.Page.FillAsync("#room", "taken");
        await other.Page.ClickAsync("#enter");

        await Expect(other.Page.Locator("#name-problem")).ToContainTextAsync("already uses that name");
        await Expect(other.Page.Locator("#name")).ToBeFocusedAsync();
        await other.Page.FillAsync("#name", "tt");
        await other.Page.ClickAsync("#enter");
        await other.WhenConnectedAsync();
    }

    [SkippableFact]
    public async Task A_muted_room_counts_quietly()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "muted");
        await other.EnterAsync("tt", "muted");
        await one.Page.ClickAsync("#mute");
        await one.EnterAlsoAsync("quiet place");

        await other.SayAsync("hello?");

        await Expect(one.Row("muted").Locator(".count-muted")).ToHaveTextAsync("1");
        await Expect(one.Page).ToHaveTitleAsync("quiet place – Chat");
    }
}
