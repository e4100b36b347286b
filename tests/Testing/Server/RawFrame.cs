using System.Text;

namespace Testing.Server;

/// <summary>A frame as it was on the wire: nothing is unescaped, trimmed or left out.</summary>
/// <param name="Head">Command and headers, without the empty line.</param>
/// <param name="Body">The octets before the NUL.</param>
public sealed record RawFrame(string Head, byte[] Body)
{
    private readonly string[] _lines = Head.Split('\n');

    public string Command => _lines[0];

    /// <summary>The header lines.</summary>
    public IEnumerable<string> Headers => _lines[1..];

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The value of the first header of this name, or null.</summary>
    public string? this[string name] =>
        Headers.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..];

    public override string ToString() => $"{Head}\n\n{Text}";
}
