using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests;

/// <summary>Listens to the figures of one application, as an exporter does.</summary>
internal sealed class MeterRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public MeterRecorder(IServiceProvider services)
    {
        // Other tests have meters of the same name.
        var meters = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Stomp.Server" && ReferenceEquals(instrument.Meter.Scope, meters)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What was counted, or is there now: by the instrument's name, or for one error by <c>name error</c>.</summary>
    public double this[string name]
    {
        get
        {
            _listener.RecordObservableInstruments();
            lock (_gate) return _sums.GetValueOrDefault(name);
        }
    }

    /// <summary>How often something was measured.</summary>
    public int CountOf(string name)
    {
        lock (_gate) return _counts.GetValueOrDefault(name);
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            _sums[instrument.Name] = instrument.IsObservable ? value : _sums.GetValueOrDefault(instrument.Name) + value;
            _counts[instrument.Name] = _counts.GetValueOrDefault(instrument.Name) + 1;
            foreach (var (_, error) in tags)
            {
                var name = $"{instrument.Name} {error}";
                _sums[name] = _sums.GetValueOrDefault(name) + value;
            }
        }
    }
}
