using System.Text.Json.Serialization;

namespace Load;

/// <summary>What a scenario came to.</summary>
internal sealed record Result(string Scenario)
{
    /// <summary>Deliveries, or whole visits of clients that come and go, in a second.</summary>
    public double PerSecond { get; init; }

    /// <summary>The server's CPU time for each delivery or visit, in microseconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CpuMicroseconds { get; init; }

    /// <summary>Memory that each connection takes of the server, in bytes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BytesPerConnection { get; init; }

    public double MedianMilliseconds { get; init; }

    public double Percentile99Milliseconds { get; init; }

    /// <summary>Messages that did not come, came twice, or behind a later one.</summary>
    public long Faults { get; init; }
}
