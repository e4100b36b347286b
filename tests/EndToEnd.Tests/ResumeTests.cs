using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests;

/// <summary>The network goes and comes back: nothing said meanwhile is lost, and nothing is said twice.</summary>
[Collection(PageCollections.Talking)]
public sealed class ResumeTests(Browser browser)
{
    [SkippableFact]
    public async Task What_was_missed_comes_after_the_cut_with_its_number_and_a_line_where_the_reader_left_off()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "cut");
        await other.EnterAsync("tt", "cut");
        await other.SayAsync("before");
        await one.SeeAsync("talk", "before");

        await one.GoOfflineAsync();
        await Expect(one.Strip).ToContainTextAsync("Reconnecting");
        foreach (var text in (string[])["first", "second", "third"])
        {
            await other.SayAsync(text);
            await other.SeeDeliveredAsync(text);
        }

        await one.GoOnlineAsync();

        await Expect(one.StripText).ToHaveTextAsync("Back online. Caught up on 3 messages.");
        await Expect(one.Talks.Locator(".text")).ToHaveTextAsync(["before", "first", "second", "third"]);
        var kinds = await one.Page.Locator("[role=log] :is([data-kind=unread], [data-kind=talk])").EvaluateAllAsync<string[]>("nodes => nodes.map(node => node.dataset.kind)");
        Assert.Equal(["talk", "unread", "talk", "talk", "talk"], kinds);
        await Expect(one.Page.Locator("[data-kind=gap]")).ToHaveCountAsync(0);
        await Expect(one.Strip).ToBeHiddenAsync(new() { Timeout = 30_000 });
    }

    [SkippableFact]
    public async Task After_a_cut_in_which_nobody_spoke_nothing_was_missed()
    {
        await using var one = await browser.VisitAsync();
        await one.EnterAsync("ss", "quiet cut");

        await one.GoOfflineAsync();
        await Visitor.ExpectVisibleAsync(one.Strip);
        await one.GoOnlineAsync();

        await Expect(one.StripText).ToHaveTextAsync("Back online. You missed nothing.");
        await Expect(one.Page.Locator("[data-kind=unread]")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task What_is_written_offline_is_sent_once_and_in_order_also_after_a_reload()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "outbox");
        await other.EnterAsync("tt", "outbox");
        await one.SayAsync("online");
        await other.SeeAsync("talk", "online");

        await one.GoOfflineAsync();
        foreach (var text in (string[])["first", "second", "third"]) await one.SayAsync(text);
        await Expect(one.Page.Locator("[data-mark=waiting]")).ToHaveCountAsync(3);
        await one.ReloadOfflineAsync();
        await Expect(one.Page.Locator("[data-mark=waiting] .text")).ToHaveTextAsync(["first", "second", "third"]);
        await one.GoOnlineAsync();

        await one.SeeDeliveredAsync("third");
        await Expect(other.Talks.Locator(".text")).ToHaveTextAsync(["online", "first", "second", "third"]);
        await one.Page.ReloadAsync();
        await one.WhenConnectedAsync();
        await Expect(one.Talks.Locator(".text")).ToHaveTextAsync(["online", "first", "second", "third"]);
        Assert.Null(await one.Page.EvaluateAsync<string?>("localStorage.getItem('chat.outbox')"));
    }

    [SkippableFact]
    public async Task What_arrived_though_its_receipt_was_lost_is_not_said_twice()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "lost receipt");
        await other.EnterAsync("tt", "lost receipt");

        // Sent, and cut before the answer: the page cannot know whether it arrived.
        await one.Page.EvaluateAsync("""
            () => {
              const send = WebSocket.prototype.send;
              WebSocket.prototype.send = function (data) {
                send.call(this, data);
                if (!String(data).includes('idempotency-key')) return;
                WebSocket.prototype.send = send;
                this.onmessage = null;
                setTimeout(() => this.close(4000));
              };
            }
            """);
        one.LosesWebSocket = true;
        await one.SayAsync("once");

        await other.SeeAsync("talk", "once");
        await one.SeeDeliveredAsync("once");
        await one.SayAsync("after");
        await other.SeeAsync("talk", "after");
        await Expect(other.Talks.Locator(".text")).ToHaveTextAsync(["once", "after"]);
        await Expect(one.Talks.Locator(".text")).ToHaveTextAsync(["once", "after"]);
    }

    [SkippableFact]
    public async Task A_refused_message_says_so_and_can_be_sent_again_or_thrown_away()
    {
        await using var one = await browser.VisitAsync();
        await one.EnterAsync("ss", "refused");
        // A server that takes less than the page believes.
        await using var strict = new Owned(await ServerProcess.StartAsync("--Chat:MaxMessageLength=10"));
        await using var other = await browser.VisitAsync(address: strict.Server.Address);
        await other.EnterAsync("tt", "refused");

        await other.SayAsync("longer than ten");
        await other.SayAsync("short");

        var failed = other.Page.Locator("[data-mark=failed]");
        await Visitor.ExpectVisibleAsync(failed);
        await Visitor.ExpectVisibleAsync(other.Page.Locator(".failed-line[role=alert]"));
        await other.SeeDeliveredAsync("short");
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Resend" }).ClickAsync();
        await Visitor.ExpectVisibleAsync(other.Page.Locator(".failed-line"));
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(failed).ToHaveCountAsync(0);
        await Expect(other.Talks).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task What_was_not_read_is_counted_in_the_list_and_the_title_and_marked_in_the_room()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "left alone");
        await other.EnterAsync("tt", "left alone");
        await other.SayAsync("read");
        await one.SeeAsync("talk", "read");
        await one.EnterAlsoAsync("elsewhere");

        await other.SayAsync("not read, @ss");
        await other.SayAsync("nor this");

        var row = one.Row("left alone");
        await Expect(row.Locator(".count")).ToHaveTextAsync(["@", "2"]);
        await Expect(one.Page).ToHaveTitleAsync("(2) elsewhere – Chat");
        await row.ClickAsync();
        await Visitor.ExpectVisibleAsync(one.Page.Locator("[data-kind=unread]"));
        await Expect(row.Locator(".count")).ToHaveCountAsync(0);
        await Expect(one.Page).ToHaveTitleAsync("left alone – Chat");
    }

    [SkippableFact]
    public async Task A_reload_keeps_the_name_the_rooms_what_is_unread_and_the_draft()
    {
        await using var one = await browser.VisitAsync();
        await using var other = await browser.VisitAsync();
        await one.EnterAsync("ss", "kept");
        await other.EnterAsync("tt", "kept");
        await one.EnterAlsoAsync("kept too");
        await other.SayAsync("not read");
        await Expect(one.Row("kept").First.Locator(".count")).ToHaveTextAsync("1");
        await one.Page.FillAsync("#write", "half a sent");

        await one.Page.ReloadAsync();
        await one.WhenConnectedAsync();

        await Expect(one.Page.Locator("#talk-title")).ToHaveTextAsync("kept too");
        await Expect(one.Page.Locator("#me-name")).ToHaveTextAsync("ss");
        await Expect(one.Page.Locator("#write")).ToHaveValueAsync("half a sent");
        await Expect(one.Row("kept").First.Locator(".count")).ToHaveTextAsync("1");
    }
}
