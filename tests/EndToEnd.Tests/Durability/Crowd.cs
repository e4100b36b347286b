using System.Globalization;
using Xunit;

namespace EndToEnd.Tests.Durability;

/// <summary>Clients that all talk in one room and all hear it, and what has to be true of what they said and heard.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    // A round has to wait for clients that come back, on a machine that does other things.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly Talker[] _talkers;
    private readonly Task[] _running;

    public Crowd(int size, string room, Func<CancellationToken, Task<Uri>> whereToConnect)
    {
        _talkers = [.. Enumerable.Range(1, size).Select(number => new Talker(whereToConnect, room, string.Create(CultureInfo.InvariantCulture, $"t{number}")))];
        _running = [.. _talkers.Select(talker => Task.Run(() => talker.RunAsync(_stop.Token)))];
    }

    private int AcknowledgedCount => _talkers.Sum(talker => talker.AcknowledgedCount);

    /// <summary>Waits until so many more messages have got their RECEIPT.</summary>
    public async Task WhenAcknowledgedAsync(int more)
    {
        var goal = AcknowledgedCount + more;
        await WaitAsync(() => AcknowledgedCount >= goal, () => $"{AcknowledgedCount} of {goal} receipts came.");
    }

    /// <summary>Waits until each client has been heard again since the last crash.</summary>
    public async Task WhenEachAcknowledgedAsync()
    {
        var goals = _talkers.Select(talker => talker.AcknowledgedCount + 1).ToArray();
        await WaitAsync(() => _talkers.Select((talker, index) => talker.AcknowledgedCount >= goals[index]).All(isDone => isDone),
            () => "Not every client came back.");
    }

    /// <summary>Has everybody fall silent, and hear what there is to hear; what all heard then has to be what was said.</summary>
    public async Task ProveAsync()
    {
        foreach (var talker in _talkers) talker.Finish();
        await WaitAsync(() => _talkers.All(talker => talker.IsSilent), () => "Not every client fell silent.");
        await WaitAsync(() => _talkers.All(HeardOwnLast), () => "Not every client heard what it said last.");
        var end = _talkers.Max(talker => talker.LastOffset);
        await WaitAsync(() => _talkers.All(talker => talker.LastOffset >= end), () => $"Not every client came to offset {end}.");

        var reference = _talkers[0].Heard;
        foreach (var talker in _talkers)
        {
            // From 1 on, each once and in order: a hole, a double or a change of order shows here.
            Assert.Equal(Enumerable.Range(1, talker.Heard.Count).Select(offset => (long)offset), talker.Heard.Select(heard => heard.Offset));
            Assert.Equal(reference.Take((int)end), talker.Heard.Take((int)end));
        }

        var said = reference.Where(heard => heard.Type == "TALK").Select(heard => heard.Text!).ToList();
        Assert.Equal(said.Count, said.Distinct(StringComparer.Ordinal).Count());
        foreach (var talker in _talkers)
        {
            // What a client said stands in the order in which it said it; the last may be without a receipt.
            var own = said.Where(text => text.StartsWith(talker.Name + " ", StringComparison.Ordinal)).ToList();
            Assert.Equal(talker.Acknowledged, own.Take(talker.Acknowledged.Count));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).WaitAsync(Patience);
        _stop.Dispose();
    }

    private static bool HeardOwnLast(Talker talker)
    {
        var acknowledged = talker.Acknowledged;
        return acknowledged.Count == 0 || talker.Heard.Any(heard => heard.Text == acknowledged[^1]);
    }

    private async Task WaitAsync(Func<bool> condition, Func<string> otherwise)
    {
        var deadline = DateTime.UtcNow + Patience;
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            // Nobody has to wait for a client that will not come back.
            if (Array.Find(_running, running => running.IsFaulted) is { } faulted) await faulted;
            Assert.True(DateTime.UtcNow < deadline, $"{otherwise()} Last faults: {string.Join('\n', _talkers.Select(talker => talker.LastFault?.Message).Distinct())}");
            await pulse.WaitForNextTickAsync();
        }
    }
}
