using System.Globalization;
using Xunit;

namespace Cluster.Tests.Scenarios;

/// <summary>Receipts and transactions.</summary>
public sealed class ReceiptScenarios(SiteFixture sites) : Scenario(sites)
{
    private string Plain => $"/topic/plain/{Room}";

    [SkippableTheory, EachSite]
    public async Task Receipts_come_in_the_order_of_what_they_are_for(Site name)
    {
        var site = await AtAsync(name);
        await using var listener = await site.SubscribedAsync(1, Topic);
        await using var client = await site.ConnectAsync(0);
        for (var i = 1; i <= 30; i++) await SayAsync(client, "ss", i.ToString(CultureInfo.InvariantCulture), $"receipt:r{i}\n");
        for (var i = 1; i <= 30; i++)
        {
            var receipt = await client.ExpectAsync("RECEIPT");
            Assert.Equal(($"r{i}", $"{i}"), (receipt.Headers["receipt-id"], receipt.Headers["x-stream-offset"]));
            Assert.Equal($"TALK ss: {i}", await HearAsync(listener));
        }
    }

    [SkippableTheory, EachSite]
    public async Task What_has_its_receipt_is_in_the_log_of_every_server(Site name)
    {
        var site = await AtAsync(name);
        await using var client = await site.ConnectAsync(0);
        await SayAsync(client, "ss", "kept", "receipt:r\n");
        await client.ExpectAsync("RECEIPT");
        client.Kill();
        for (var server = 0; server < 3; server++)
        {
            await using var other = await site.ConnectAsync(server);
            await other.SendAsync($"SUBSCRIBE\nid:s\ndestination:{Topic}\nx-stream-offset:first\n\n\0");
            Assert.Equal("TALK ss: kept", await HearAsync(other));
        }
    }

    [SkippableTheory, EachSite]
    public async Task A_DISCONNECTs_receipt_comes_behind_everything(Site name)
    {
        var site = await AtAsync(name);
        await using var listener = await site.SubscribedAsync(1, Plain);
        await using var client = await site.ConnectAsync(0);
        for (var i = 0; i < 20; i++) await client.SendAsync($"SEND\ndestination:{Plain}\n\n{i}\0");
        await client.SendAsync("DISCONNECT\nreceipt:bye\n\n\0");
        Assert.Equal("bye", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        for (var i = 0; i < 20; i++) Assert.Equal($"{i}", await listener.ReceiveBodyAsync());
    }

    [SkippableTheory, EachSite]
    public async Task A_transaction_sends_all_at_its_COMMIT_and_nothing_after_ABORT(Site name)
    {
        var site = await AtAsync(name);
        await using var listener = await site.SubscribedAsync(1, Plain);
        await using var client = await site.ConnectAsync(0);
        await client.SendAsync("BEGIN\ntransaction:good\n\n\0BEGIN\ntransaction:bad\n\n\0");
        foreach (var text in (string[])["1", "2"]) await client.SendAsync($"SEND\ndestination:{Plain}\ntransaction:good\n\n{text}\0");
        await client.SendAsync($"SEND\ndestination:{Plain}\ntransaction:bad\n\nnever\0");
        await client.PublishAsync(Plain, "before");
        await client.SendAsync("ABORT\ntransaction:bad\n\n\0COMMIT\ntransaction:good\nreceipt:committed\n\n\0");
        Assert.Equal("committed", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        await client.PublishAsync(Plain, "after");
        foreach (var text in (string[])["before", "1", "2", "after"]) Assert.Equal(text, await listener.ReceiveBodyAsync());
    }
}
