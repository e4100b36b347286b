using System.Globalization;

namespace Stomp.Server.Tests.Conformance;

/// <summary>"MESSAGE".</summary>
public sealed class MessageFrameTests(OpenServer server) : ConformanceTests(server)
{
    // "The MESSAGE frame MUST include a destination header"; "this destination header SHOULD be identical to the one used in the corresponding SEND frame";
    // "MUST also contain a message-id header with a unique identifier for that message and a subscription header matching the identifier of the subscription";
    // "MESSAGE frames SHOULD include a content-length header and a content-type header if a body is present."
    [Theory]
    [EachTransport("/topic/")]
    [EachTransport("/queue/")]
    public async Task It_carries_destination_subscription_message_id_and_content_length(Transport over, string prefix)
    {
        var destination = $"{prefix}{Topic[1..]}/a\\cb";
        await using var client = await ConnectAsync(over);
        await client.SubscribeAsync(destination, @"sub\c1");

        await client.SendAsync($"SEND\ndestination:{destination}\ncontent-type:text/plain\n\nhello\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal($"MESSAGE\ndestination:{destination}\ncontent-type:text/plain\nsubscription:sub\\c1\nmessage-id:{message["message-id"]}\ncontent-length:5",
            message.Head);
        Assert.NotEmpty(message["message-id"]!);
    }

    [Theory]
    [EachTransport("/topic/")]
    [EachTransport("/queue/")]
    public async Task Message_ids_are_never_the_same(Transport over, string prefix)
    {
        var destination = prefix + Topic[1..];
        await using var client = await SubscribedAsync(over, destination);

        await client.SendAsync(string.Concat(Enumerable.Repeat($"SEND\ndestination:{destination}\n\nhi\0", 100)));

        Assert.Equal(100, (await client.ExpectMessagesAsync(100)).Select(message => message["message-id"]).Distinct().Count());
    }

    [Theory, EachTransport]
    public async Task A_message_has_one_id_for_all_its_subscribers(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);
        await client.SubscribeAsync(Topic, "1");

        await client.SendAsync($"SEND\ndestination:{Topic}\n\nhi\0");

        var messages = await client.ExpectMessagesAsync(2);
        Assert.Equal(["0", "1"], messages.Select(message => message["subscription"]).Order());
        Assert.Single(messages.Select(message => message["message-id"]).Distinct());
    }

    // "If the message is received from a subscription that requires explicit acknowledgment (either client or client-individual mode) then the MESSAGE frame
    // MUST also contain an ack header with an arbitrary value."
    [Theory]
    [EachTransport("/topic/", "client")]
    [EachTransport("/topic/", "client-individual")]
    [EachTransport("/queue/", "client")]
    [EachTransport("/queue/", "client-individual")]
    public async Task It_carries_ack_where_acknowledgement_is_asked_for(Transport over, string prefix, string mode)
    {
        var destination = prefix + Topic[1..];
        await using var client = await SubscribedAsync(over, destination, $"ack:{mode}\n");

        await client.SendAsync($"SEND\ndestination:{destination}\nack:mine\n\n1\0SEND\ndestination:{destination}\n\n2\0");

        var acks = (await client.ExpectMessagesAsync(2)).Select(message => message["ack"]).ToList();
        Assert.All(acks, ack => Assert.False(string.IsNullOrEmpty(ack)));
        Assert.DoesNotContain("mine", acks);
        Assert.Equal(2, acks.Distinct().Count());
    }

    [Theory]
    [EachTransport("/topic/")]
    [EachTransport("/queue/")]
    public async Task It_carries_no_ack_where_none_is_asked_for(Transport over, string prefix)
    {
        var destination = prefix + Topic[1..];
        await using var client = await SubscribedAsync(over, destination, "ack:auto\n");

        await client.SendAsync($"SEND\ndestination:{destination}\nack:mine\n\nhi\0");

        Assert.DoesNotContain((await client.ExpectAsync("MESSAGE")).Headers, header => header.StartsWith("ack:", StringComparison.Ordinal));
    }

    [Theory]
    [EachTransport(0)]
    [EachTransport(125)]
    [EachTransport(126)]
    [EachTransport(4_096)]
    [EachTransport(40_000)]
    [EachTransport(65_000)]
    public async Task Bodies_of_any_length_arrive_whole(Transport over, int length)
    {
        await using var client = await SubscribedAsync(over, Topic);
        var body = string.Create(length, 0, (chars, _) =>
        {
            for (var i = 0; i < chars.Length; i++) chars[i] = i % 97 == 0 ? '\0' : (char)('a' + (i % 26));
        });

        await client.SendAsync($"SEND\ndestination:{Topic}\ncontent-length:{length}\n\n{body}\0");

        var message = await client.ExpectAsync("MESSAGE");
        Assert.Equal(body, message.Text);
        Assert.Equal(length.ToString(CultureInfo.InvariantCulture), message["content-length"]);
    }
}
