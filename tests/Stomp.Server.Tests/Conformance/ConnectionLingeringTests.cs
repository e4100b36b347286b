namespace Stomp.Server.Tests.Conformance;

/// <summary>"Connection Lingering".</summary>
public sealed class ConnectionLingeringTests(OpenServer server) : ConformanceTests(server)
{
    // "a client may not receive the last frame sent by the server […] before the socket is reset": here it does, since what the client still sends is read and
    // thrown away for a while.
    [Theory]
    [EachTransport("BAD\n\n\0", "ERROR")]
    [EachTransport("DISCONNECT\nreceipt:r\n\n\0", "RECEIPT")]
    public async Task The_last_frame_arrives_also_while_the_client_goes_on_sending(Transport over, string frame, string last)
    {
        for (var i = 0; i < 10; i++)
        {
            await using var client = await ConnectAsync(over);
            await client.SendAsync(frame + new string('x', 20_000));
            await client.SendAsync(new string('y', 20_000));

            await client.ExpectAsync(last);
            Assert.Null(await client.TryReceiveAsync());
        }
    }

    [Theory, EachTransport]
    public async Task The_last_frame_arrives_behind_all_that_was_sent_before(Transport over)
    {
        await using var client = await SubscribedAsync(over, Topic);

        await client.SendAsync(string.Concat(Enumerable.Range(0, 20).Select(_ => $"SEND\ndestination:{Topic}\n\n{new string('x', 10_000)}\0")) + "BAD\n\n\0");

        await client.ExpectMessagesAsync(20);
        await client.ExpectErrorAsync();
    }

    // "STOMP servers must be able to support clients which rapidly connect and disconnect."
    [Theory, EachTransport]
    public async Task Clients_that_connect_and_leave_at_once_leave_nothing_behind(Transport over)
    {
        await using var app = await TestApp.StartOpenAsync();
        string[] scripts =
        [
            "",
            "CONN",
            "CONNECT\naccept-version:1.2\nhost:h\n\n\0",
            "CONNECT\naccept-version:1.2\nhost:h\n\n\0SUBSCRIBE\nid:0\ndestination:/topic/a\n\n\0",
            "CONNECT\naccept-version:1.2\nhost:h\n\n\0SEND\ndestination:/topic/a\n\nhi\0DISCONNECT\nreceipt:r\n\n\0",
            "BAD\n\n\0",
        ];

        for (var i = 0; i < 60; i++)
        {
            await using var client = await RawStomp.OpenAsync(app, over);
            await client.SendAsync(scripts[i % scripts.Length]);
            if (i % 2 == 0) client.Kill();
        }

        await app.WhenSessionsAsync(0);
        await using var good = await RawStomp.ConnectAsync(app, over);
        await good.FenceAsync();
    }
}
