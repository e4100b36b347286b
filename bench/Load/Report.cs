using System.Globalization;
using System.Text.Json;

namespace Load;

/// <summary>Shows what was measured.</summary>
internal static class Report
{
    private const string Row = "{0,-9} {1,12} {2,14} {3,16} {4,10} {5,10} {6,8}";

    public static void WriteTable(TextWriter output, IEnumerable<Result> results)
    {
        output.WriteLine(Row, "scenario", "per second", "server CPU us", "bytes/connection", "p50 ms", "p99 ms", "faults");
        foreach (var result in results)
        {
            output.WriteLine(Row, result.Scenario, Show(result.PerSecond, "N0"), Show(result.CpuMicroseconds, "F2"), Show(result.BytesPerConnection, "N0"),
                Show(result.MedianMilliseconds, "F2"), Show(result.Percentile99Milliseconds, "F2"), result.Faults);
        }
    }

    public static void WriteJson(TextWriter output, IEnumerable<Result> results)
    {
        foreach (var result in results) output.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
    }

    private static string Show(double? value, string format) => value is null or 0 ? "-" : value.Value.ToString(format, CultureInfo.InvariantCulture);
}
