namespace Stomp.Server.Controllers;

/// <summary>Makes what a method's parameter wants of a variable of the destination.</summary>
/// <param name="name">The variable.</param>
/// <param name="index">Which of the mapping's it is; negative where that depends on the mapping, for an exception handler.</param>
/// <param name="parser">Makes the value.</param>
/// <param name="missing">What stands for it where the mapping has no such variable.</param>
internal sealed class VariableReader<T>(string name, int index, TextParser<T> parser, T? missing)
{
    /// <exception cref="MessageRejectedException">The text is no such value.</exception>
    public T? Read(ControllerInvocation invocation)
    {
        var found = index >= 0 ? index : invocation.Mapping.Template.IndexOf(name);
        if (found < 0) return missing;
        var text = invocation.Variable(found);
        return parser(text, out var value) ? value : throw new MessageRejectedException($"'{text}' in the destination is no valid {name}.");
    }
}
