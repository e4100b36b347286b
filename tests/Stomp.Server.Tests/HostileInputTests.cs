using System.Net.WebSockets;
using System.Text;

namespace Stomp.Server.Tests;

/// <summary>Input that is no STOMP, in bulk.</summary>
public sealed class HostileInputTests
{
    [Fact]
    public async Task Twenty_thousand_hostile_frames_leave_the_server_as_it_was()
    {
        await using var app = await TestApp.StartOpenAsync(stomp: stomp => stomp.AddMessageController<EchoController>());
        var seed = Random.Shared.Next();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => AttackAsync(app, new Random(seed + i), frames: 5000)))
            .WaitAsync(StompTestClient.Patience * 2);

        await app.WhenSessionsAsync(0);
        await using var good = await app.SubscribedAsync("/topic/good");
        await good.SendAsync("SEND\ndestination:/topic/good\n\nfine\0");
        Assert.Equal("fine", await good.ReceiveBodyAsync());
        Assert.True(!app.Log.Problems.Any(), $"Seed {seed}: {string.Join('\n', app.Log.Problems.Take(3))}");
    }

    private static async Task AttackAsync(TestApp app, Random random, int frames)
    {
        for (var sent = 0; sent < frames;)
        {
            await using var client = await StompTestClient.OpenAsync(app.Endpoint);
            var messages = new List<byte>();
            if (random.Next(4) > 0) messages.AddRange(Encoding.UTF8.GetBytes($"CONNECT\naccept-version:1.{random.Next(3)}\n\n\0"));
            for (var i = 0; i < 100; i++, sent++) messages.AddRange(HostileFrame.Next(random));
            try
            {
                await client.SendAsync(messages.ToArray(), WebSocketMessageType.Binary);
                if (random.Next(3) == 0) await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            }
            catch (WebSocketException)
            {
                // Thrown out in the middle of it.
            }

            client.Kill();
        }
    }
}
