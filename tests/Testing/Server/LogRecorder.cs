using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Testing.Server;

/// <summary>Keeps what a test's application logs, to be looked at; one line each, exceptions included.</summary>
public sealed class LogRecorder : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _entries = new();

    public IEnumerable<string> Lines => _entries.Select(entry => entry.Text);

    /// <summary>What was logged as a warning or worse: nothing, unless the test is about it.</summary>
    public IEnumerable<string> Problems => _entries.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Text);

    /// <summary>What was logged as an error or worse: a fault of ours, never of a client.</summary>
    public IEnumerable<string> Errors => _entries.Where(entry => entry.Level >= LogLevel.Error).Select(entry => entry.Text);

    /// <summary>The least that is kept. Everything by default: too much where millions of lines come.</summary>
    public LogLevel Keeps { get; set; } = LogLevel.Trace;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= Keeps;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        // Kestrel's word that the machine is slow says nothing of the server.
        if (eventId.Name == "HeartbeatSlow") return;
        _entries.Enqueue((logLevel, formatter(state, exception) + (exception is null ? "" : $" | {exception}")));
    }

    public void Dispose()
    {
    }
}
