namespace Stomp.Server.Controllers;

/// <summary>Makes what a method's parameter wants of a header.</summary>
/// <param name="name">The header.</param>
/// <param name="parser">Makes the value.</param>
/// <param name="isRequired">Whether a frame without it is refused.</param>
/// <param name="missing">What stands for a header that is missing.</param>
internal sealed class HeaderReader<T>(string name, TextParser<T> parser, bool isRequired, T? missing)
{
    private const string Problem = "urn:stomp:invalid-header";

    /// <exception cref="MessageRejectedException">There is no such header, or its text is no such value.</exception>
    public T? Read(ControllerInvocation invocation)
    {
        if (!invocation.Frame.Headers.TryGetValue(name, out var text))
            return isRequired ? throw new MessageRejectedException($"The header '{name}' is required but missing.", Problem) : missing;
        if (typeof(T) == typeof(string)) return (T)(object)text;
        return parser(text, out var value) ? value : throw new MessageRejectedException($"'{text}' is no valid value of the header '{name}'.", Problem);
    }
}
