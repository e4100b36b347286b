using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Stomp.Server.Tests.Faults;

/// <summary>A million frames that no client should send, over sockets.</summary>
[Collection(AloneCollection.Name)]
public sealed class HostileSocketTests
{
    private const int Frames = 1_000_000;
    private const int WarmUpFrames = 50_000;
    private const int Attackers = 16;
    private const int LeastOfEach = 500;
    private const int Seed = 20_260;
    // What is left in queues stays: little, and as much before as after.
    private const int MostMessagesLeft = 1000;
    private const long MostHeapGrowthBytes = 8 << 20;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task A_million_random_and_mutated_frames_leave_the_server_as_it_was()
    {
        using var limit = new CancellationTokenSource(Limit);
        await using var app = await FaultApp.StartAsync(options =>
            (options.MaxQueueMessages, options.MaxQueueBytes) = (MostMessagesLeft, 1 << 20));
        // Warnings are its own: of dead letters.
        app.App.ExpectsNoProblems = false;
        app.App.Log.Keeps = LogLevel.Warning;

        // Somebody looks after the dead letters: where they are full, a message is lost, which is an error.
        await using var undertaker = await app.ConnectAsync(limit.Token);
        await undertaker.SubscribeAsync("/queue/dead-letter");
        var burying = ReadToTheEndAsync(undertaker);

        await AttackAsync(app, WarmUpFrames, Seed, limit.Token);
        await ServesAsync(app, limit.Token);
        var before = HeapBytes();
        var (met, survived) = await AttackAsync(app, Frames, Seed + Attackers, limit.Token);
        await ServesAsync(app, limit.Token);
        var growth = HeapBytes() - before;

        Assert.True(met > LeastOfEach && survived > LeastOfEach, $"{met} ERRORs, {survived} sessions without one: the frames are too tame or too wild");
        Assert.True(growth < MostHeapGrowthBytes, $"The heap has grown by {growth} bytes, seed {Seed}");
        Assert.True(!app.App.Log.Errors.Any(), $"Seed {Seed}: {string.Join('\n', app.App.Log.Errors.Take(3))}");
        undertaker.FinishOutput();
        Assert.True(await burying > 0, "No message died.");
    }

    private static async Task<(int Errors, int Survivors)> AttackAsync(FaultApp app, int frames, int seed, CancellationToken cancellationToken)
    {
        var (sent, errors, survivors) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(seed, Attackers).Select(AttackOnceAndAgainAsync));
        return (errors, survivors);

        async Task AttackOnceAndAgainAsync(int own)
        {
            var random = new Random(own);
            var answer = new byte[64 * 1024];
            while (Volatile.Read(ref sent) < frames)
            {
                var session = HostileSession.Next(random);
                Interlocked.Add(ref sent, session.Frames);
                if (await SendAsync(app, session.Wire, answer, isPatient: random.Next(4) > 0, cancellationToken) is not { } hasMetError) continue;
                if (hasMetError) Interlocked.Increment(ref errors);
                else Interlocked.Increment(ref survivors);
            }
        }
    }

    /// <returns>Whether the server answered with an ERROR; null when nobody waited for its answer.</returns>
    private static async Task<bool?> SendAsync(FaultApp app, byte[] wire, byte[] answer, bool isPatient, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, app.TcpPort, cancellationToken);
        // Closed with a reset: thousands of ports would wait for stray packets otherwise.
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        var hasMetError = false;
        try
        {
            await socket.SendAsync(wire, cancellationToken);
            if (!isPatient) return null;
            socket.Shutdown(SocketShutdown.Send);
            while (await socket.ReceiveAsync(answer, cancellationToken) is > 0 and var count)
                hasMetError |= answer.AsSpan(0, count).IndexOf("ERROR\n"u8) >= 0;
        }
        catch (SocketException)
        {
            // Thrown out in the middle of it.
            return null;
        }

        return hasMetError;
    }

    /// <summary>Nothing but what is in queues is left, and a good client is served.</summary>
    private static async Task ServesAsync(FaultApp app, CancellationToken cancellationToken)
    {
        await app.App.WhenSessionsAsync(1);
        Assert.Equal(0, app.Broker.TopicCount);
        await using (var good = await app.ConnectAsync(cancellationToken))
        {
            await good.SubscribeAsync("/topic/good");
            await good.SendAsync("SEND\ndestination:/topic/good\n\nfine\0");
            Assert.Equal("fine", (await good.ReceiveAsync("MESSAGE")).GetBodyText());
        }

        await app.App.WhenSessionsAsync(1);
    }

    /// <returns>How many messages came.</returns>
    private static async Task<int> ReadToTheEndAsync(BareClient client)
    {
        var count = 0;
        while (await client.TryReceiveAsync() is not null) count++;
        return count;
    }

    private static long HeapBytes()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
