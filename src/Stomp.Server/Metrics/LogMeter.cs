using System.Diagnostics.Metrics;

namespace Stomp.Server.Metrics;

/// <summary>What the message log does, in figures (docs/deploy.md): counted for each batch or page.</summary>
internal sealed class LogMeter
{
    private readonly Counter<long> _appended;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _replayed;
    private readonly Counter<long> _trimmed;
    private readonly Histogram<int> _batch;
    private readonly Histogram<double> _commit;

    public LogMeter(IMeterFactory meters)
    {
        var meter = meters.Create(ServerMeter.Name);
        _appended = meter.CreateCounter<long>("stomp.log.appended.messages", "{message}", "Messages that were committed; repeats are not.");
        _failed = meter.CreateCounter<long>("stomp.log.failed.commits", "{commit}", "Commits that the store could not do.");
        _replayed = meter.CreateCounter<long>("stomp.log.replayed.messages", "{message}", "Messages sent again; they count as delivered, too.");
        _trimmed = meter.CreateCounter<long>("stomp.log.trimmed.messages", "{message}", "Messages that their retention has let go of.");
        // What is sent while a commit runs is committed together, next.
        _batch = meter.CreateHistogram("stomp.log.batch.size", "{message}", "Messages of a commit, repeats included.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000] });
        // From a store in memory to a disk that hangs.
        _commit = meter.CreateHistogram("stomp.log.commit.duration", "s", "How long a commit takes, also one that fails.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
    }

    /// <summary>Whether anybody wants to know of commits.</summary>
    public bool WantsCommits => _appended.Enabled || _failed.Enabled || _batch.Enabled || _commit.Enabled;

    public void Commit(IReadOnlyList<LogEntry> entries, TimeSpan duration, bool isDone)
    {
        _batch.Record(entries.Count);
        _commit.Record(duration.TotalSeconds);
        if (!isDone)
        {
            _failed.Add(1);
            return;
        }

        var appended = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            if (!entries[i].IsRepeat) appended++;
        }

        _appended.Add(appended);
    }

    public void Replay(int messages)
    {
        if (messages > 0) _replayed.Add(messages);
    }

    public void Trim(long messages)
    {
        if (messages > 0) _trimmed.Add(messages);
    }
}
