using System.Globalization;

namespace Stomp.Server.Tests.Conformance;

/// <summary>
/// What clients and other brokers' suites do that no section speaks of: RabbitMQ's, ActiveMQ's, Apollo's, Spring's, stomp.py's, stompit's and
/// CoilMQ's expect a server to take it.
/// </summary>
public sealed class ClientHabitsTests(OpenServer server) : ConformanceTests(server)
{
    // printf '…' | nc: all at once, and the end of the output behind it.
    [Theory, EachTransport]
    public async Task A_whole_session_may_be_sent_at_once_and_gets_every_answer(Transport over)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync($"CONNECT\naccept-version:1.2\nhost:h\n\n\0\nSUBSCRIBE\nid:0\ndestination:{Topic}\n\n\0\nSEND\ndestination:{Topic}\n\nhi\0\n"
            + "DISCONNECT\nreceipt:bye\n\n\0\n");
        await client.FinishAsync();

        await client.ExpectAsync("CONNECTED");
        Assert.Equal("hi", (await client.ExpectAsync("MESSAGE")).Text);
        await client.ExpectReceiptAsync("bye");
        Assert.Null(await client.TryReceiveAsync());
    }

    // Telnet: CR LF, a key at a time.
    [Theory, EachTransport]
    public async Task A_session_may_be_typed(Transport over)
    {
        await using var client = await OpenAsync(over);

        foreach (var key in $"CONNECT\r\naccept-version:1.2\r\nhost:h\r\n\r\n\0\r\nSEND\r\ndestination:{Topic}\r\nreceipt:r\r\n\r\nhi\r\n\0\r\n")
            await client.SendAsync($"{key}");

        await client.ExpectAsync("CONNECTED");
        await client.ExpectReceiptAsync("r");
    }

    // RabbitMQ's parsing suite: 1,852 bytes in packets of 191, and bodies with NULs at awkward places.
    [Theory, EachTransport]
    public async Task A_message_may_come_in_packets_of_191_bytes_with_NULs_in_its_body(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);
        var body = string.Concat(((int[])[5, 90, 255, 383, 512, 1024, 1376]).Select(i => new string('x', i) + "\0"));
        var wire = $"SEND\ndestination:{Topic}\ncontent-type:text/plain\ncontent-length:{body.Length}\n\n{body}\0";

        foreach (var packet in wire.Chunk(191)) await client.SendAsync(new string(packet));

        Assert.Equal(body, (await client.ExpectAsync("MESSAGE")).Text);
    }

    // What JMS brokers and AMQP bridges carry: all of it is the sender's own here.
    [Theory]
    [EachTransport("/topic/")]
    [EachTransport("/queue/")]
    public async Task Headers_of_other_brokers_are_handed_on(Transport over, string prefix)
    {
        var destination = prefix + Topic[1..];
        string[] headers = ["persistent:true", "priority:4", "correlation-id:c-1", "type:t", "JMSXGroupID:g", "x-custom-header-1:v", "amqp-message-id:m", "reply-to:/queue/b"];
        await using var client = await SubscribedAsync(over, destination, "activemq.prefetchSize:1\nx-queue-name:q\ndurable:true\nauto-delete:false\n");

        await client.SendAsync($"SEND\ndestination:{destination}\n{string.Join('\n', headers)}\n\nhi\0");

        var received = (await client.ExpectAsync("MESSAGE")).Headers;
        Assert.Equal(headers, received.TakeLast(headers.Length));
    }

    [Theory, EachTransport]
    public async Task Subscribing_and_unsubscribing_may_go_on_for_ever(Transport over)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync(string.Concat(Enumerable.Range(0, 300).Select(i =>
            $"SUBSCRIBE\nid:0\ndestination:{Topic}\nack:client\n\n\0SEND\ndestination:{Topic}\n\n{i}\0UNSUBSCRIBE\nid:0\n\n\0SEND\ndestination:{Topic}\n\nno\0")));

        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"{i}"), (await client.ExpectMessagesAsync(300)).Select(message => message.Text));
        await client.FenceAsync();
    }

    // RabbitMQ's test_topic_prefetch.
    [Theory]
    [EachTransport("/topic/")]
    [EachTransport("/queue/")]
    public async Task Prefetch_count_bounds_what_is_held(Transport over, string prefix)
    {
        var destination = prefix + Topic[1..];
        await using var client = await SubscribedAsync(over, destination, "ack:client\nprefetch-count:5\n");

        for (var i = 0; i < 10; i++) await App.Template.SendAsync(destination, i.ToString(CultureInfo.InvariantCulture));

        var held = await client.ExpectMessagesAsync(5);
        await client.FenceAsync();
        await client.SendAsync($"ACK\nid:{held[4]["ack"]}\n\n\0");
        Assert.Equal(["5", "6", "7", "8", "9"], (await client.ExpectMessagesAsync(5)).Select(message => message.Text));
    }

    // RabbitMQ's reliability suite: what is acknowledged while more comes is gone, whatever the order of the two.
    [Theory, EachTransport]
    public async Task Acknowledging_while_messages_come_loses_none_and_repeats_none(Transport over)
    {
        const int Count = 500;
        await using var client = await SubscribedAsync(over, Queue, "ack:client-individual\nprefetch-count:7\n");
        await client.SendAsync(string.Concat(Enumerable.Range(0, Count).Select(i => $"SEND\ndestination:{Queue}\n\n{i}\0")));

        for (var i = 0; i < Count; i++)
        {
            var message = await client.ExpectAsync("MESSAGE");
            Assert.Equal(($"{i}", null), (message.Text, message["redelivered"]));
            await client.SendAsync($"ACK\nid:{message["ack"]}\n\n\0");
        }

        await client.FenceAsync();
        await client.SendAsync("UNSUBSCRIBE\nid:0\n\n\0");
        await client.SubscribeAsync(Queue);
        await client.FenceAsync();
    }
}
