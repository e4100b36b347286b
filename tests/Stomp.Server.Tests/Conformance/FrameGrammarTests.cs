using System.Text;

namespace Stomp.Server.Tests.Conformance;

/// <summary>"STOMP Frames" and "Augmented BNF".</summary>
public sealed class FrameGrammarTests(OpenServer server) : ConformanceTests(server)
{
    // "All commands and header names referenced in this document are case sensitive."
    [Theory]
    [EachTransport("send\ndestination:/topic/a\n\n\0", "no command")]
    [EachTransport("Subscribe\nid:0\ndestination:/topic/a\n\n\0", "no command")]
    [EachTransport("SEND\nDestination:/topic/a\n\n\0", "'destination'")]
    [EachTransport("SUBSCRIBE\nID:0\ndestination:/topic/a\n\n\0", "'id'")]
    public async Task Commands_and_header_names_are_case_sensitive(Transport over, string frame, string why)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync(frame);

        Assert.Contains(why, (await client.ExpectErrorAsync())["message"]);
    }

    // "The NULL octet can be optionally followed by multiple newlines"; EOL = [CR] LF.
    [Theory, EachTransport]
    public async Task Newlines_may_follow_a_frame(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"\n\r\n\nSEND\ndestination:{Topic}\n\n1\0\n\n\r\n\r\n\nSEND\ndestination:{Topic}\n\n2\0\n");

        Assert.Equal(["1", "2"], (await client.ExpectMessagesAsync(2)).Select(message => message.Text));
    }

    // EOL = [CR] LF
    [Theory]
    [EachTransport("SEND\r\ndestination:{0}\r\nreceipt:r\r\n\r\nhi\0")]
    [EachTransport("SEND\r\ndestination:{0}\nreceipt:r\r\n\nhi\0")]
    [EachTransport("SEND\ndestination:{0}\r\nreceipt:r\n\r\nhi\0")]
    public async Task Lines_end_in_LF_with_or_without_CR(Transport over, string frame)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync(frame.Replace("{0}", Topic, StringComparison.Ordinal));

        Assert.Equal("hi", (await client.ExpectAsync("MESSAGE")).Text);
        await client.ExpectReceiptAsync("r");
    }

    // header-value = *<any OCTET except CR or LF or ":">: nothing is asked of a value, nor of the order of headers.
    [Theory, EachTransport]
    public async Task A_value_may_be_empty_and_headers_come_in_any_order(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"SEND\nempty:\ncontent-length:2\nz:1\ndestination:{Topic}\n\nhi\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(("", "1"), (message["empty"], message["z"]));
    }

    // *OCTET: with a content-length every octet may be in a body, NUL too.
    [Theory, EachTransport]
    public async Task A_body_is_any_octets(Transport over)
    {
        var octets = Enumerable.Range(0, 256).Select(octet => (byte)octet).ToArray();
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync((byte[])[.. Encoding.UTF8.GetBytes($"SEND\ndestination:{Topic}\ncontent-length:256\n\n"), .. octets, 0]);

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(octets, message.Body);
        Assert.Equal("256", message["content-length"]);
    }

    // The stream is one of frames, not of packets: "assumes a reliable 2-way streaming network protocol".
    [Theory, EachTransport]
    public async Task A_frame_may_arrive_cut_at_every_byte(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);
        var frame = Encoding.UTF8.GetBytes($"\r\nSEND\r\ndestination:{Topic}\nx\\c:안\\n\ncontent-length:7\n\n안\0녕\0\n");

        for (var cut = 1; cut < frame.Length; cut++)
        {
            await client.SendAsync(frame.AsMemory(0, cut));
            await client.SendAsync(frame.AsMemory(cut));
            var message = await client.ExpectAsync("MESSAGE");
            Assert.Equal(("안\0녕", @"안\n"), (message.Text, message[@"x\c"]));
        }
    }

    [Theory, EachTransport]
    public async Task Frames_may_arrive_byte_by_byte(Transport over)
    {
        await using var client = await OpenAsync(over);
        var script = $"CONNECT\naccept-version:1.2\nhost:h\n\n\0\nSUBSCRIBE\nid:0\ndestination:{Topic}\n\n\0SEND\ndestination:{Topic}\n\n안녕\0";

        foreach (var octet in Encoding.UTF8.GetBytes(script)) await client.SendAsync((byte[])[octet]);

        await client.ExpectAsync("CONNECTED");
        Assert.Equal("안녕", (await client.ExpectAsync("MESSAGE")).Text);
    }

    [Theory, EachTransport]
    public async Task Many_frames_may_arrive_in_one_piece_and_keep_their_order(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync(string.Concat(Enumerable.Range(0, 500).Select(i => $"SEND\ndestination:{Topic}\n\n{i}\0")));

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), (await client.ExpectMessagesAsync(500)).Select(message => message.Text));
    }

    // frame = command EOL *( header EOL ) EOL *OCTET NULL *( EOL ); header = header-name ":" header-value; header-name = 1*<…>
    [Theory]
    [EachTransport("SEND\ndestination:/topic/a\nno colon\n\n\0", "no colon")]
    [EachTransport("SEND\ndestination:/topic/a\n:no name\n\n\0", "no name")]
    [EachTransport("SEND\ndestination:/topic/a\n\0", "before the empty line")]
    [EachTransport("SEND\0", "before the empty line")]
    [EachTransport("SEND destination:/topic/a\n\n\0", "no command")]
    [EachTransport(" SEND\ndestination:/topic/a\n\n\0", "no command")]
    [EachTransport("SEND \ndestination:/topic/a\n\n\0", "no command")]
    [EachTransport("SEND\ndestination:/topic/a\n\n\0 SEND\ndestination:/topic/a\n\n\0", "no command")]
    [EachTransport("SEND\ndestination:/topic/a\nx:a\rb\n\n\0", "carriage return")]
    [EachTransport("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "no command")]
    [EachTransport("\u0016\u0003\u0001\u0002\n", "no command")]
    public async Task What_is_no_frame_is_an_ERROR_and_the_end(Transport over, string wire, string why)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync(wire);

        Assert.Contains(why, (await client.ExpectErrorAsync())["message"]);
    }

    // "A client MAY send a frame not in this list, but for such a frame a STOMP 1.2 server MAY respond with an ERROR frame and then close the connection."
    [Theory]
    [EachTransport("WRONGCOMMAND\nreceipt:7\n\n\0")]
    [EachTransport("CONNECTED\nversion:1.2\n\n\0")]
    [EachTransport("MESSAGE\ndestination:/topic/a\nmessage-id:1\nsubscription:0\n\nhi\0")]
    [EachTransport("RECEIPT\nreceipt-id:1\n\n\0")]
    [EachTransport("ERROR\nmessage:m\n\n\0")]
    public async Task A_frame_that_is_none_of_a_clients_is_an_ERROR_and_the_end(Transport over, string frame)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync(frame);

        await client.ExpectErrorAsync();
    }

    // Beyond the grammar: RabbitMQ takes a NUL too many behind a frame, and its suite sends it.
    [Theory, EachTransport]
    public async Task A_NUL_too_many_behind_a_frame_is_passed_over(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync($"\n\0SEND\ndestination:{Topic}\n\n1\0\n\0SEND\ndestination:{Topic}\n\n2\0\0\n");

        Assert.Equal(["1", "2"], (await client.ExpectMessagesAsync(2)).Select(message => message.Text));
    }
}
