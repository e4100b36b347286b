using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Stomp.Server.Controllers;

/// <summary>Binds the parameter that takes the body: alone, or within the whole message.</summary>
internal sealed class PayloadBinder(MessageConverters converters, IOptions<StompOptions> options)
{
    public Expression? Bind(ParameterInfo parameter, ParameterBindings bindings)
    {
        var type = parameter.ParameterType;
        bindings.Payloads.Add($"'{parameter.Name}'");
        var isWhole = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(StompMessage<>);
        var payload = isWhole ? type.GenericTypeArguments[0] : type;
        if (FaultOf(payload) is { } fault)
        {
            return bindings.Fault(parameter, $"of type {type.Name} cannot be read from a body; take a string, a byte[] or a type that JSON can become "
                + $"({fault})");
        }

        var isRequired = parameter.GetCustomAttribute<PayloadAttribute>()?.Required != false && (isWhole || !ParameterDefault.IsOptional(parameter));
        var missing = isWhole ? null : ParameterDefault.Of(parameter);
        var reader = Activator.CreateInstance(typeof(PayloadReader<>).MakeGenericType(payload), converters, PayloadValidation.For(payload, options.Value.Json),
            isRequired, missing)!;
        return ParameterBinder.Read(isWhole ? Activator.CreateInstance(typeof(MessageReader<>).MakeGenericType(payload), reader)! : reader);
    }

    private string? FaultOf(Type type)
    {
        if (type.IsByRefLike || type.IsPointer) return "it cannot be kept";
        return converters.For(type).Length > 0 ? null : converters.Json.FaultOf(type);
    }
}
