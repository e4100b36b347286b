using System.Reflection;
using System.Text;
using Xunit.Sdk;

namespace Testing;

/// <summary>
/// Feeds a theory the wire text in every cut (see <see cref="WireInput.EveryCut"/>), followed by <paramref name="more"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class WireAttribute(string text, params object?[] more) : DataAttribute
{
    public string Text { get; } = text;

    /// <summary>One byte a character, for bytes that are no UTF-8. Defaults to UTF-8.</summary>
    public bool Latin1 { get; init; }

    public override IEnumerable<object?[]> GetData(MethodInfo testMethod)
    {
        var bytes = (Latin1 ? Encoding.Latin1 : Encoding.UTF8).GetBytes(Text);
        foreach (var input in WireInput.EveryCut(bytes)) yield return [input, .. more];
    }
}
