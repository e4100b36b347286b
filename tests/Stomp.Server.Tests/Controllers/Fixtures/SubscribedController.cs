using System.Runtime.CompilerServices;

namespace Stomp.Server.Tests;

/// <summary>Answers subscriptions.</summary>
[MessageController, MessageMapping("/sub")]
public sealed class SubscribedController(StreamLog log)
{
    [SubscribeMapping("/rooms/{room}")]
    public Said Room(string room) => new($"welcome to {room}");

    [SubscribeMapping("/later")]
    public async Task<Said> Later()
    {
        await Task.Yield();
        return new("later");
    }

    [SubscribeMapping("/nothing")]
    public Said? Nothing() => null;

    [SubscribeMapping("/sent"), SendTo("/topic/sent")]
    public string Sent() => "sent";

    [SubscribeMapping("/refused")]
    public string Refused() => throw new MessageRejectedException("not for you");

    [SubscribeMapping("/stream/{count:int}")]
    public async IAsyncEnumerable<string> Count(int count, [Header] string? text, [EnumeratorCancellation] CancellationToken cancelled)
    {
        try
        {
            for (var i = 0; i < count; i++) yield return $"{text}{i}";
            log.AllSent.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancelled);
        }
        finally
        {
            log.Ended.Enqueue($"stream of {count}");
        }
    }

    [SubscribeMapping("/failing")]
    public async IAsyncEnumerable<string> Failing()
    {
        yield return "first";
        await Task.Yield();
        throw new InvalidOperationException("inner secret");
    }

    [SubscribeMapping("/flood")]
    public async IAsyncEnumerable<byte[]> Flood([EnumeratorCancellation] CancellationToken cancelled)
    {
        while (!cancelled.IsCancellationRequested)
        {
            log.Made++;
            yield return new byte[4096];
        }

        await Task.Yield();
    }

    [MessageMapping("/count/{count:int}"), SendToUser("/queue/counted")]
    public async IAsyncEnumerable<int> CountForSender(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }
}
