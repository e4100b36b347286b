using System.Globalization;

namespace Stomp.Server.Controllers;

/// <summary>Makes what a method's parameter wants of a variable of the destination.</summary>
internal static class VariableReader
{
    public static T Read<T>(string name, string value)
        where T : IParsable<T> =>
        T.TryParse(value, CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : throw new MessageRejectedException($"'{value}' in the destination is no valid {name}.");
}
