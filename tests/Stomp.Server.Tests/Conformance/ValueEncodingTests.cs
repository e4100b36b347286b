using System.Text;

namespace Stomp.Server.Tests.Conformance;

/// <summary>"Value Encoding".</summary>
public sealed class ValueEncodingTests(OpenServer server) : ConformanceTests(server)
{
    // "the following transformations MUST be applied: \r, \n, \c, \\": the server sees what they stand for.
    [Theory, EachTransport]
    public async Task Escapes_are_decoded(Transport over)
    {
        await using var client = await ConnectAsync(over);
        await client.SendAsync($"SUBSCRIBE\nid:0\ndestination:{Topic}:x\n\n\0");

        await client.SendAsync($"SEND\ndestination:{Topic}\\cx\n\nhi\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal($"{Topic}\\cx", message["destination"]);
    }

    // "Conversely when encoding frame headers, the reverse transformation MUST be applied."
    [Theory]
    [EachTransport(@"a\nb")]
    [EachTransport(@"a\rb")]
    [EachTransport(@"a\cb")]
    [EachTransport(@"a\\b")]
    [EachTransport(@"\\n\\c\\\\")]
    [EachTransport(@"\c\c\r\n\\")]
    public async Task Escapes_are_encoded_in_names_and_values(Transport over, string escaped)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"SEND\ndestination:{Topic}\n{escaped}:1\nvalue:{escaped}\n\nhi\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("1", escaped), (message[escaped], message["value"]));
    }

    // "Undefined escape sequences such as \t (octet 92 and 116) MUST be treated as a fatal protocol error."
    [Theory]
    [EachTransport(@"x:\t")]
    [EachTransport(@"x:\N")]
    [EachTransport(@"x:\:")]
    [EachTransport(@"x:a\")]
    [EachTransport(@"x:\\\")]
    [EachTransport(@"\t:x")]
    [EachTransport(@"x\:y")]
    public async Task An_undefined_escape_is_fatal(Transport over, string header)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"SEND\ndestination:{Topic}\n{header}\n\nhi\0");

        Assert.Contains("escape", (await client.ExpectErrorAsync())["message"]);
    }

    // "The CONNECT and CONNECTED frames do not escape the carriage return, line feed or colon octets in order to remain backward compatible with STOMP 1.0."
    [Theory]
    [EachTransport("CONNECT")]
    [EachTransport("STOMP")]
    public async Task The_headers_of_CONNECT_are_not_escaped(Transport over, string command)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync($"{command}\naccept-version:1.2\nhost:h\nlogin:a:b\npasscode:\\t\\\n\n\0");

        await client.ExpectAsync("CONNECTED");
    }

    [Theory, EachTransport]
    public async Task The_headers_of_CONNECTED_are_not_escaped(Transport over)
    {
        await using var app = await TestApp.StartAsync(options => options.ServerName = @"A/1:2 a\b");
        await using var client = await RawStomp.OpenAsync(app, over);

        await client.SendAsync("CONNECT\naccept-version:1.2\nhost:h\n\n\0");

        Assert.Equal(@"A/1:2 a\b", (await client.ExpectAsync("CONNECTED"))["server"]);
    }

    // "The commands and headers are encoded in UTF-8."
    [Theory, EachTransport]
    public async Task Headers_are_UTF_8(Transport over)
    {
        await using var client = await ConnectAsync(over);
        await client.SubscribeAsync($"{Topic}/방", "구독");

        await client.SendAsync($"SEND\ndestination:{Topic}/방\nheadꙕr1:valꙕe1 😀\n\n안녕\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(($"{Topic}/방", "구독", "valꙕe1 😀", "안녕"), (message["destination"], message["subscription"], message["headꙕr1"], message.Text));
    }

    [Theory, EachTransport]
    public async Task A_header_that_is_no_UTF_8_is_an_ERROR(Transport over)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync((byte[])[.. Encoding.UTF8.GetBytes($"SEND\ndestination:{Topic}\nx:"), 0xC3, 0x28, .. "\n\n\0"u8]);

        Assert.Contains("UTF-8", (await client.ExpectErrorAsync())["message"]);
    }

    // "clients and servers MUST never trim or pad headers with spaces."
    [Theory, EachTransport]
    public async Task Spaces_are_neither_trimmed_nor_added(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"SEND\ndestination:{Topic}\n spaced :  a\tb \t\nblank: \n\nhi\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("  a\tb \t", " "), (message[" spaced "], message["blank"]));
    }

    [Theory, EachTransport]
    public async Task A_destination_with_a_space_before_it_is_another(Transport over)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"SEND\ndestination: {Topic}\n\nhi\0");

        Assert.Contains("'destination'", (await client.ExpectErrorAsync())["message"]);
    }

    // Beyond the grammar, which has no colon in a value: clients of 1.0 habit write it bare.
    [Theory, EachTransport]
    public async Task A_bare_colon_in_a_value_belongs_to_it(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"SEND\ndestination:{Topic}\nurl:http://x:80/\n\nhi\0");

        Assert.Equal(@"http\c//x\c80/", (await client.ExpectAsync("MESSAGE"))["url"]);
    }
}
