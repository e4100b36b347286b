using System.Globalization;

namespace Stomp.Server.Controllers;

/// <summary>Finds how text becomes a type: a string, an enum by its names, or what parses itself; or any of these where null is a value, too.</summary>
internal static class TextParsers
{
    /// <summary>A <see cref="TextParser{T}"/> for the type; null when there is none.</summary>
    public static Delegate? For(Type type)
    {
        if (type == typeof(string)) return new TextParser<string>(ParseText);
        if (Nullable.GetUnderlyingType(type) is { } inner) return For(inner) is { } parser ? Make(nameof(Nullably), inner, parser) : null;
        if (type.IsEnum) return Make(nameof(Enumeration), type);
        if (Implements(type, typeof(ISpanParsable<>))) return Make(nameof(Spanned), type);
        return Implements(type, typeof(IParsable<>)) ? Make(nameof(Parsed), type) : null;
    }

    private static bool Implements(Type type, Type parsable) =>
        Array.Exists(type.GetInterfaces(), one => one.IsGenericType && one.GetGenericTypeDefinition() == parsable && one.GenericTypeArguments[0] == type);

    private static Delegate Make(string method, Type type, params object[] arguments) => (Delegate)typeof(TextParsers)
        .GetMethod(method, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, arguments)!;

    private static bool ParseText(ReadOnlySpan<char> text, out string? value)
    {
        value = text.ToString();
        return true;
    }

    private static TextParser<T> Spanned<T>()
        where T : ISpanParsable<T> => static (text, out value) => T.TryParse(text, CultureInfo.InvariantCulture, out value);

    private static TextParser<T> Parsed<T>()
        where T : IParsable<T> => static (text, out value) => T.TryParse(text.ToString(), CultureInfo.InvariantCulture, out value);

    // By name alone, as in JSON: a number would say nothing of what it means.
    private static TextParser<T> Enumeration<T>()
        where T : struct, Enum => static (text, out value) =>
        {
            value = default;
            return !text.IsEmpty && char.IsLetter(text[0]) && Enum.TryParse(text, ignoreCase: true, out value) && Enum.IsDefined(value);
        };

    private static TextParser<T?> Nullably<T>(TextParser<T> parser)
        where T : struct => (text, out value) =>
        {
            var isParsed = parser(text, out var inner);
            value = inner;
            return isParsed;
        };
}
