using System.Text.Json;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests;

/// <summary>axe-core finds nothing on any view, in either theme.</summary>
[Collection(PageCollections.Seeing)]
public sealed class AccessTests(Browser browser)
{
    [SkippableTheory]
    [InlineData(1280)]
    [InlineData(900)]
    [InlineData(390)]
    public async Task Every_view_can_be_used_by_everybody(int width)
    {
        var room = $"access-{width}";
        await browser.Server.FillAsync(room, 80, number => $"line {number}");
        await using var other = await browser.VisitAsync();
        await other.EnterAsync("김하늘", room);
        await using var one = await browser.VisitAsync(width: width);
        await ExpectNothingAsync(one, "entrance");
        await one.Page.ClickAsync("#enter");
        await Visitor.ExpectVisibleAsync(one.Page.Locator("#name-problem"));
        await ExpectNothingAsync(one, "entrance with faults");

        await one.EnterAsync("윤서진", room);
        await TalkAsync(one, other);
        await SearchAsync(one, width);
        await LoseNetworkAsync(one);
        await OpenWhatIsBesideAsync(one, width);
    }

    [SkippableFact]
    public async Task The_live_region_says_only_what_is_new()
    {
        await browser.Server.FillAsync("live", 120);
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "live");
        await other.EnterAsync("tt", "live");
        await one.SeeAsync("talk", "line 120");
        await Expect(one.Page.Locator("[role=log]")).ToHaveAttributeAsync("aria-live", "polite");
        // What a screen reader would read: additions while the region is live.
        await one.Page.EvaluateAsync("""
            () => {
              const log = document.querySelector('[role=log]');
              window.heard = [];
              new MutationObserver(changes => {
                if (log.getAttribute('aria-live') !== 'polite') return;
                for (const { addedNodes } of changes) for (const node of addedNodes) window.heard.push(node.textContent);
              }).observe(log, { childList: true, subtree: true });
            }
            """);

        await one.Page.FocusAsync("[role=log]");
        await one.Page.Keyboard.PressAsync("Home");
        await one.SeeAsync("talk", "line 1");
        await one.Page.Keyboard.PressAsync("End");
        await one.SeeAsync("talk", "line 120");
        await Expect(one.Page.Locator("[role=log]")).ToHaveAttributeAsync("aria-live", "polite");
        await other.SayAsync("news");
        await one.SeeAsync("talk", "news");

        var heard = await one.Page.EvaluateAsync<string[]>("window.heard");
        Assert.Contains(heard, text => text.Contains("news", StringComparison.Ordinal));
        Assert.DoesNotContain(heard, text => text.Contains("line ", StringComparison.Ordinal));
    }

    private static async Task TalkAsync(Visitor one, Visitor other)
    {
        await other.SayAsync("@윤서진 안녕하세요 👋 https://example.com `code`\n```bash\nls -l\n```");
        await one.SeeAsync("talk", "안녕하세요");
        await one.SayAsync("네 @김하늘");
        await one.SeeDeliveredAsync("네");
        await other.Page.Locator("#write").PressSequentiallyAsync("x");
        await Expect(one.Page.Locator("#is-typing")).Not.ToHaveTextAsync("");
        await ExpectNothingAsync(one, "room");

        await one.Page.Locator("#write").PressSequentiallyAsync("@ㅎ");
        await Visitor.ExpectVisibleAsync(one.Page.Locator("#mention-menu"));
        await ExpectNothingAsync(one, "mention menu");
        await one.Page.FillAsync("#write", "");
    }

    private static async Task SearchAsync(Visitor one, int width)
    {
        if (!await one.Page.Locator("#members").IsVisibleAsync()) await one.Page.ClickAsync("#open-members");
        await Expect(one.Member("김하늘")).ToHaveCountAsync(1);
        await ExpectNothingAsync(one, "members");
        if (width < 1088) await one.Page.Keyboard.PressAsync("Escape");

        await one.Page.ClickAsync("#open-find");
        await one.Page.Keyboard.TypeAsync("line");
        await Expect(one.Page.Locator("#find-count")).Not.ToHaveTextAsync("");
        await ExpectNothingAsync(one, "search");
        await one.Page.Keyboard.PressAsync("Enter");
        await Visitor.ExpectVisibleAsync(one.Page.Locator("[role=log] mark.hit").First);
        await ExpectNothingAsync(one, "result opened");
        if (!await one.Page.Locator("#find").IsVisibleAsync()) await one.Page.ClickAsync("#open-find");
        await one.Page.FillAsync("#find-query", "xyzzy");
        await Visitor.ExpectVisibleAsync(one.Page.GetByText("Nothing found"));
        await ExpectNothingAsync(one, "nothing found");
        await one.Page.ClickAsync("#find [data-close]");
    }

    private static async Task LoseNetworkAsync(Visitor one)
    {
        await one.GoOfflineAsync();
        await Visitor.ExpectVisibleAsync(one.Strip);
        await one.SayAsync("later");
        await ExpectNothingAsync(one, "offline");
        await one.GoOnlineAsync();
        await Expect(one.Strip).ToContainTextAsync("Back online");
        await ExpectNothingAsync(one, "back online");
    }

    private static async Task OpenWhatIsBesideAsync(Visitor one, int width)
    {
        if (width < 720) await one.Page.ClickAsync("#back");
        await ExpectNothingAsync(one, "rooms");
        await one.Page.ClickAsync("#open-settings");
        await ExpectNothingAsync(one, "settings");
        await one.Page.Keyboard.PressAsync("Escape");
        await one.Page.ClickAsync("#add-room");
        await ExpectNothingAsync(one, "new room");
        await one.Page.Keyboard.PressAsync("Escape");
        await one.Page.ClickAsync("#add-private");
        await ExpectNothingAsync(one, "somebody to talk to");
        await one.Page.Locator("#people .member").First.ClickAsync();
        await Expect(one.Page.Locator("#talk-title")).ToHaveTextAsync("김하늘");
        await ExpectNothingAsync(one, "private conversation");
    }

    private static async Task ExpectNothingAsync(Visitor visitor, string view)
    {
        if (!await visitor.Page.EvaluateAsync<bool>("'axe' in window")) await visitor.Page.EvaluateAsync(await File.ReadAllTextAsync(Requirement.Axe()));
        await ExpectNothingAsync(visitor, view, "{}");
        // In the dark nothing differs but the colours.
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await ExpectNothingAsync(visitor, $"{view}, dark", "{ runOnly: ['color-contrast'] }");
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private static async Task ExpectNothingAsync(Visitor visitor, string view, string options)
    {
        // Colours in the middle of a change are nobody's colours.
        await visitor.Page.EvaluateAsync("Promise.all(document.getAnimations().filter(it => it.effect.getTiming().iterations !== Infinity).map(it => it.finished.catch(() => {})))");
        var found = await visitor.Page.EvaluateAsync<JsonElement>($$"""
            axe.run(document, { resultTypes: ['violations'], ...{{options}} })
              .then(it => it.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`)))
            """);
        Assert.True(found.GetArrayLength() == 0, $"{view}:\n{string.Join('\n', found.EnumerateArray())}");
    }
}
