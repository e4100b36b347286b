namespace Stomp.Server.Tests.Conformance;

/// <summary>"Repeated Header Entries".</summary>
public sealed class RepeatedHeaderTests(OpenServer server) : ConformanceTests(server)
{
    // "If a client or a server receives repeated frame header entries, only the first header entry SHOULD be used as the value of header entry."
    [Theory, EachTransport]
    public async Task The_first_destination_id_and_receipt_count(Transport over)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"SUBSCRIBE\nid:first\nid:second\ndestination:{Topic}\ndestination:/nowhere\nreceipt:1\nreceipt:2\n\n\0"
            + $"SEND\ndestination:{Topic}\ndestination:/nowhere\n\nhi\0UNSUBSCRIBE\nid:first\nid:second\nreceipt:3\nreceipt:4\n\n\0");

        await client.ExpectReceiptAsync("1");
        Assert.Equal("first", (await client.ExpectAsync("MESSAGE"))["subscription"]);
        await client.ExpectReceiptAsync("3");
    }

    [Theory, EachTransport]
    public async Task The_first_content_length_counts(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"SEND\ndestination:{Topic}\ncontent-length:3\ncontent-length:1\n\na\0b\0");

        Assert.Equal("a\0b", (await client.ExpectAsync("MESSAGE")).Text);
    }

    [Theory, EachTransport]
    public async Task The_first_accept_version_counts(Transport over)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync("CONNECT\naccept-version:1.1\naccept-version:1.2\nhost:h\n\n\0");

        Assert.Equal("1.1", (await client.ExpectAsync("CONNECTED"))["version"]);
    }

    // "Subsequent values are only used to maintain a history of state changes of the header and MAY be ignored."
    [Theory, EachTransport]
    public async Task The_first_of_the_senders_own_is_handed_on(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"SEND\ndestination:{Topic}\nfoo:World\nfoo:Hello\n\nhi\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal("foo:World", Assert.Single(message.Headers, header => header.StartsWith("foo:", StringComparison.Ordinal)));
    }
}
