using System.Diagnostics;

namespace Log;

/// <summary>How many messages are committed in a second, one batch after the other, over ten rooms.</summary>
internal static class Appending
{
    public static async Task MeasureAsync(Subject subject, int size, TimeSpan time)
    {
        var (database, store) = await subject.OpenAsync();
        await using var closing = database;
        await RunAsync(time / 5);
        var bytes = await subject.CountBytesAsync();
        var (messages, batches, elapsed) = await RunAsync(time);
        Console.WriteLine($"batches of {size,3}: {messages / elapsed.TotalSeconds,8:N0} messages/s, {elapsed.TotalMilliseconds / batches,6:N2} ms each");
        if (size == 256)
        {
            await database.DisposeAsync();
            Console.WriteLine($"on the disk: {(await subject.CountBytesAsync() - bytes) / (double)messages,6:N0} bytes a message of {Sample.Body.Length}");
        }

        async Task<(long Messages, long Batches, TimeSpan Elapsed)> RunAsync(TimeSpan duration)
        {
            var (number, batches, begin) = (0L, 0L, Stopwatch.GetTimestamp());
            while (Stopwatch.GetElapsedTime(begin) < duration)
            {
                await store.AppendAsync([.. Enumerable.Range(0, size).Select(i => Sample.Entry(i % 10, number + i))]);
                (number, batches) = (number + size, batches + 1);
            }

            return (number, batches, Stopwatch.GetElapsedTime(begin));
        }
    }
}
