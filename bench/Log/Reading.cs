using System.Diagnostics;

namespace Log;

/// <summary>What a long history costs: the start, and reads in its middle.</summary>
internal static class Reading
{
    public static async Task MeasureAsync(Subject subject, int messages)
    {
        await subject.EmptyAsync();
        await (await subject.OpenAsync()).Database.DisposeAsync();
        var begin = Stopwatch.GetTimestamp();
        await subject.FillAsync(messages);
        Console.WriteLine($"filled with {messages:N0} messages in {Stopwatch.GetElapsedTime(begin).TotalSeconds:N0} s, {await subject.CountBytesAsync() / (double)messages:N0} bytes each");
        begin = Stopwatch.GetTimestamp();
        var (database, store) = await subject.OpenAsync();
        await using var closing = database;
        Console.WriteLine($"opened in {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:N1} ms");
        const string Room = "/topic/public/full";
        for (var round = 0; round < 3; round++)
        {
            var from = (messages / 2) + (round * 1000);
            await TimeAsync($"page of 50 at {from:N0}", async () => await store.ReadAsync(Room, from, 50, 1 << 20));
            await TimeAsync("search of a time", async () => await store.FindAsync(Room, DateTimeOffset.FromUnixTimeMilliseconds(Sample.TimeOf(from + 7))));
            await TimeAsync("one message committed", async () => await store.AppendAsync([Sample.Entry(0, round)]));
        }
    }

    private static async Task TimeAsync(string what, Func<Task> work)
    {
        var begin = Stopwatch.GetTimestamp();
        await work();
        Console.WriteLine($"{what}: {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:N2} ms");
    }
}
