namespace Stomp.Server.Tests;

public sealed record LevelName(string Name) : IParsable<LevelName>
{
    public static LevelName Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var name) ? name : throw new FormatException();

    public static bool TryParse(string? s, IFormatProvider? provider, out LevelName result)
    {
        result = new(s ?? "");
        return Enum.TryParse<Level>(s, out _);
    }
}
