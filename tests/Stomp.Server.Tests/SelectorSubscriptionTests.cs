namespace Stomp.Server.Tests;

/// <summary>The header <c>selector</c> of SUBSCRIBE.</summary>
public sealed class SelectorSubscriptionTests
{
    [Theory]
    [InlineData("/topic/a")]
    [InlineData("/queue/a")]
    public async Task Only_what_the_selector_wants_is_delivered(string destination)
    {
        await using var app = await TestApp.StartAsync(options => options.AllowSendToBroker = true);
        await using var client = await app.ConnectAsync();
        await client.SendAsync($"SUBSCRIBE\nid:s\ndestination:{destination}\nselector:priority > 5 AND color IN ('red')\nreceipt:r\n\n\0");
        await client.ExpectAsync("RECEIPT");

        await client.SendAsync($"SEND\ndestination:{destination}\npriority:3\ncolor:red\n\nno\0SEND\ndestination:{destination}\npriority:7\ncolor:red\n\nyes\0");

        Assert.Equal("yes", (await client.ExpectAsync("MESSAGE")).GetBodyText());
    }

    [Fact]
    public async Task A_message_of_a_queue_goes_past_those_that_do_not_want_it()
    {
        await using var app = await TestApp.StartAsync(options => options.AllowSendToBroker = true);
        await using var red = await app.ConnectAsync();
        await using var blue = await app.ConnectAsync();
        await red.SendAsync("SUBSCRIBE\nid:s\ndestination:/queue/a\nselector:color = 'red'\nreceipt:r\n\n\0");
        await blue.SendAsync("SUBSCRIBE\nid:s\ndestination:/queue/a\nselector:color = 'blue'\nreceipt:r\n\n\0");
        await red.ExpectAsync("RECEIPT");
        await blue.ExpectAsync("RECEIPT");

        await red.SendAsync("SEND\ndestination:/queue/a\ncolor:blue\n\n1\0SEND\ndestination:/queue/a\ncolor:red\n\n2\0");

        Assert.Equal("2", (await red.ExpectAsync("MESSAGE")).GetBodyText());
        Assert.Equal("1", (await blue.ExpectAsync("MESSAGE")).GetBodyText());
    }

    [Fact]
    public async Task A_selector_that_is_too_long_is_an_error_that_names_the_limit()
    {
        await using var app = await TestApp.StartAsync(options => options.MaxSelectorLength = 5);
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/topic/a\nselector:a = 10\n\n\0");

        Assert.Contains("MaxSelectorLength", (await client.ExpectAsync("ERROR")).Headers["message"]);
    }

    [Fact]
    public async Task A_selector_that_does_not_parse_is_an_error()
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/topic/a\nselector:color = \n\n\0");

        Assert.Contains("'selector'", (await client.ExpectAsync("ERROR")).Headers["message"]);
    }
}
