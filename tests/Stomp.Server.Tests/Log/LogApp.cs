using System.Globalization;

namespace Stomp.Server.Tests.Log;

/// <summary>An application whose topics are logged, and what its clients do.</summary>
internal static class LogApp
{
    public const string Room = "/topic/room";

    /// <summary>What is below <c>/topic/room</c> is logged, itself included.</summary>
    public static Task<TestApp> StartAsync(Action<StompOptions>? options = null, IMessageLogStore? store = null, Action<StompBuilder>? stomp = null,
        FakeTime? time = null, LogRetention? retention = null) =>
        TestApp.StartOpenAsync(
            all =>
            {
                all.Log("/topic/room/**", retention);
                options?.Invoke(all);
            },
            builder =>
            {
                if (store is not null) builder.UseMessageLogStore(store);
                stomp?.Invoke(builder);
            },
            time);

    /// <summary>Has the log keep its messages in a store of the test's own.</summary>
    public static StompBuilder UseMessageLogStore(this StompBuilder stomp, IMessageLogStore store)
    {
        stomp.Add(store);
        return stomp;
    }

    /// <summary>Sends a message with a receipt, and waits for that.</summary>
    public static async Task<StompFrame> SayAsync(this StompTestClient client, string body, string destination = Room, string headers = "")
    {
        await client.SendAsync($"SEND\ndestination:{destination}\nreceipt:said-{body}\n{headers}\n{body}\0");
        var receipt = await client.ExpectAsync("RECEIPT");
        Assert.Equal($"said-{body}", receipt.Headers["receipt-id"]);
        return receipt;
    }

    /// <summary>Subscribes with headers, and waits for the receipt.</summary>
    public static async Task<StompFrame> ResumeAsync(this StompTestClient client, string headers, string destination = Room, string id = "sub-0")
    {
        await client.SendAsync($"SUBSCRIBE\nid:{id}\ndestination:{destination}\nreceipt:resumed\n{headers}\n\n\0");
        var receipt = await client.ExpectAsync("RECEIPT");
        Assert.Equal("resumed", receipt.Headers["receipt-id"]);
        return receipt;
    }

    /// <summary>The next frames, which have to be messages: their offsets and bodies.</summary>
    public static async Task<string[]> ReceiveAsync(this StompTestClient client, int count)
    {
        var messages = new string[count];
        for (var i = 0; i < count; i++)
        {
            var message = await client.ExpectAsync("MESSAGE");
            messages[i] = $"{message.Headers["x-stream-offset"]} {message.GetBodyText()}";
        }

        return messages;
    }

    /// <summary>The offset that a frame speaks of.</summary>
    public static long Offset(this StompFrame frame) => long.Parse(frame.Headers["x-stream-offset"]!, CultureInfo.InvariantCulture);
}
