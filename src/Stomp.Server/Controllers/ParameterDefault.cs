using System.Reflection;

namespace Stomp.Server.Controllers;

/// <summary>What a parameter gets when there is nothing for it.</summary>
internal static class ParameterDefault
{
    /// <summary>Whether it may get nothing: its type is nullable, or it has a default value.</summary>
    public static bool IsOptional(ParameterInfo parameter) => parameter.HasDefaultValue
        || Nullable.GetUnderlyingType(parameter.ParameterType) is not null
        || (!parameter.ParameterType.IsValueType && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable);

    public static object? Of(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.HasDefaultValue && parameter.DefaultValue is { } value)
        {
            var inner = Nullable.GetUnderlyingType(type) ?? type;
            return inner.IsEnum ? Enum.ToObject(inner, value) : value;
        }

        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
