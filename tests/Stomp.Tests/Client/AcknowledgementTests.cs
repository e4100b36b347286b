using Stomp.Client;
using Testing.Server;

namespace Stomp.Tests.Client;

/// <summary>ACK and NACK as each version has them (STOMP 1.2, "ACK").</summary>
public sealed class AcknowledgementTests
{
    [Theory]
    [InlineData("1.2", "id:ack-7")]
    [InlineData("1.1", "message-id:m-7,subscription:sub-1")]
    [InlineData("1.0", "message-id:m-7")]
    public async Task An_ACK_names_the_message_as_the_version_wants(string version, string headers)
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync(connected: $"version:{version}\n");
        await using var clientEnd = client;
        using var peerEnd = peer;
        var message = await ReceiveAsync(client, peer, StompAckMode.Client);

        await message.AckAsync();
        Assert.Equal(headers, Shown(await peer.ExpectAsync("ACK")));

        if (version == "1.0")
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => message.NackAsync());
            return;
        }

        await message.NackAsync(headers: new() { { "requeue", "false" } });
        Assert.Equal($"{headers},requeue:false", Shown(await peer.ExpectAsync("NACK")));
    }

    [Fact]
    public async Task An_ACK_in_a_transaction_carries_its_id()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync();
        await using var clientEnd = client;
        using var peerEnd = peer;
        var message = await ReceiveAsync(client, peer, StompAckMode.ClientIndividual);
        await using (var transaction = await client.BeginAsync())
        {
            Assert.Equal($"transaction:{transaction.Id}", Shown(await peer.ExpectAsync("BEGIN")));
            await transaction.AckAsync(message);
            Assert.Equal($"id:ack-7,transaction:{transaction.Id}", Shown(await peer.ExpectAsync("ACK")));
            await transaction.SendAsync("/b", "x");
            Assert.Equal(transaction.Id, (await peer.ExpectAsync("SEND")).Headers["transaction"]);
        }

        Assert.Equal("transaction:tx-2", Shown(await peer.ExpectAsync("ABORT")));
    }

    [Fact]
    public async Task A_committed_transaction_is_over()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync();
        await using var clientEnd = client;
        using var peerEnd = peer;
        var transaction = await client.BeginAsync();
        await peer.ExpectAsync("BEGIN");
        var committing = transaction.CommitAsync();
        await peer.ConfirmAsync("COMMIT");
        await committing.WaitAsync(StompTestClient.Patience);
        await Assert.ThrowsAsync<InvalidOperationException>(() => transaction.SendAsync("/b", "x"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => transaction.AbortAsync());
    }

    [Fact]
    public async Task Messages_of_mode_auto_are_not_acknowledged()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync();
        await using var clientEnd = client;
        using var peerEnd = peer;
        var message = await ReceiveAsync(client, peer, StompAckMode.Auto);
        await Assert.ThrowsAsync<InvalidOperationException>(() => message.AckAsync());
    }

    [Fact]
    public async Task SUBSCRIBE_carries_the_mode_the_prefetch_and_more()
    {
        using var server = new ScriptedServer();
        var (client, peer) = await server.ConnectAsync();
        await using var clientEnd = client;
        using var peerEnd = peer;
        _ = client.OpenSubscriptionAsync("/q", new()
        {
            AckMode = StompAckMode.ClientIndividual,
            PrefetchCount = 5,
            Headers = new() { { "selector", "a > 1" } },
            AwaitReceipt = false,
        });
        Assert.Equal("id:sub-1,destination:/q,ack:client-individual,prefetch-count:5,activemq.prefetchSize:5,selector:a > 1",
            Shown(await peer.ExpectAsync("SUBSCRIBE")));
    }

    private static async Task<StompMessage> ReceiveAsync(StompClient client, ScriptedPeer peer, StompAckMode mode)
    {
        var subscription = await client.OpenSubscriptionAsync("/q", new() { AckMode = mode, AwaitReceipt = false });
        await peer.ExpectAsync("SUBSCRIBE");
        await peer.SendAsync("MESSAGE\nsubscription:sub-1\ndestination:/q\nmessage-id:m-7\nack:ack-7\n\nx\0");
        var messages = subscription.ReadAllAsync().GetAsyncEnumerator();
        await messages.MoveNextAsync().AsTask().WaitAsync(StompTestClient.Patience);
        return messages.Current;
    }

    private static string Shown(StompFrame frame) => string.Join(',', frame.Headers.Select(header => $"{header.Key}:{header.Value}"));
}
