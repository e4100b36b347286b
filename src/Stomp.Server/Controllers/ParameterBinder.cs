using System.Linq.Expressions;
using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Controllers;

/// <summary>Finds out what each parameter of a method gets, once, when the application starts.</summary>
internal sealed class ParameterBinder(PayloadBinder payloads, ControllerServices services)
{
    public static readonly ParameterExpression Invocation = Expression.Parameter(typeof(ControllerInvocation), "invocation");

    public ParameterBindings Bind(HandlerSource source, ControllerFaults faults)
    {
        var bindings = new ParameterBindings(source, faults);
        foreach (var parameter in source.Method.GetParameters())
        {
            if (Bind(parameter, bindings) is { } argument) bindings.Arguments.Add(argument);
        }

        if (bindings.Payloads.Count > 1)
            bindings.Fault($"a handler takes one payload, this one has {string.Join(" and ", bindings.Payloads)}; mark services with [FromServices]");
        if (bindings.Exceptions.Count > 1)
            bindings.Fault($"it is called for one exception, but takes {string.Join(" and ", bindings.Exceptions)}; remove one");
        var unbound = (source.Template?.Variables ?? []).Where(name => name is not null && !bindings.Taken.Contains(name))
            .Select(name => $"'{{{name}}}'").ToList();
        if (unbound.Count > 0)
            bindings.Fault($"no parameter takes the variable {string.Join(", ", unbound)} of '{source.Template!.Text}'; add one of that name, or write '*'");
        return bindings;
    }

    private Expression? Bind(ParameterInfo parameter, ParameterBindings bindings)
    {
        var type = parameter.ParameterType;
        var variable = VariableOf(parameter, bindings.Source);
        if (variable is not null) bindings.Taken.Add(variable);
        if (type.IsByRef) return bindings.Fault(parameter, "is passed by reference; take it by value");
        if (variable is not null) return BindVariable(parameter, variable, bindings);
        if (parameter.GetCustomAttribute<HeaderAttribute>() is { } header) return BindHeader(parameter, header, bindings);
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed) return BindService(parameter, keyed.Key, bindings);
        if (parameter.GetCustomAttributes().Any(attribute => attribute is IFromServiceMetadata)) return BindService(parameter, null, bindings);
        if (parameter.IsDefined(typeof(PayloadAttribute))) return payloads.Bind(parameter, bindings);
        if (type == typeof(IStompSession)) return Session;
        if (type == typeof(ClaimsPrincipal)) return Expression.Property(Session, nameof(IStompSession.User));
        if (type == typeof(CancellationToken)) return Member(nameof(ControllerInvocation.Cancelled));
        if (type == typeof(StompFrame)) return Member(nameof(ControllerInvocation.Frame));
        if (type == typeof(StompHeaders)) return Expression.Property(Member(nameof(ControllerInvocation.Frame)), nameof(StompFrame.Headers));
        if (typeof(Exception).IsAssignableFrom(type)) return BindException(parameter, bindings);
        return payloads.Bind(parameter, bindings);
    }

    /// <summary>Calls the method Read of an object that was made for the parameter.</summary>
    public static Expression Read(object reader) => Expression.Call(Expression.Constant(reader), "Read", null, Invocation);

    private static Expression Session => Expression.Convert(Member(nameof(ControllerInvocation.Session)), typeof(IStompSession));

    private static MemberExpression Member(string name) => Expression.Property(Invocation, name);

    private static string? VariableOf(ParameterInfo parameter, HandlerSource source)
    {
        if (parameter.GetCustomAttribute<DestinationVariableAttribute>() is { } attribute) return attribute.Name ?? parameter.Name!;
        return source.Variables.Contains(parameter.Name!) && !parameter.IsDefined(typeof(PayloadAttribute)) && !parameter.IsDefined(typeof(HeaderAttribute))
            ? parameter.Name
            : null;
    }

    private static Expression? BindVariable(ParameterInfo parameter, string variable, ParameterBindings bindings)
    {
        var type = parameter.ParameterType;
        var isOptional = ParameterDefault.IsOptional(parameter);
        var index = bindings.Source.Template?.IndexOf(variable) ?? -1;
        if (bindings.Source.Template is { } template && index < 0 && !isOptional)
        {
            return bindings.Fault(parameter, $"wants the variable '{{{variable}}}', which '{template.Text}' does not have; "
                + "add it, or make the parameter nullable");
        }

        if (TextParsers.For(type) is not { } parser)
            return bindings.Fault(parameter, $"of type {type.Name} cannot be read from a destination; take a string, an enum or a type that is IParsable");
        if (bindings.Source.Kind == HandlerKind.Exception && !isOptional) bindings.Needed.Add(variable);
        return Read(Activator.CreateInstance(typeof(VariableReader<>).MakeGenericType(type), variable, index, parser, ParameterDefault.Of(parameter))!);
    }

    private static Expression? BindHeader(ParameterInfo parameter, HeaderAttribute header, ParameterBindings bindings)
    {
        var type = parameter.ParameterType;
        var name = header.Name ?? parameter.Name!;
        if (TextParsers.For(type) is not { } parser)
            return bindings.Fault(parameter, $"of type {type.Name} cannot be read from a header; take a string, an enum or a type that is IParsable");
        var missing = ParameterDefault.Of(parameter);
        if (header.DefaultValue is { } text && !TryParse(type, parser, text, out missing))
            return bindings.Fault(parameter, $"has the default value '{text}', which is no {type.Name}");
        var isRequired = header.Required && header.DefaultValue is null && !ParameterDefault.IsOptional(parameter);
        return Read(Activator.CreateInstance(typeof(HeaderReader<>).MakeGenericType(type), name, parser, isRequired, missing)!);
    }

    private Expression? BindService(ParameterInfo parameter, object? key, ParameterBindings bindings)
    {
        var type = parameter.ParameterType;
        var isOptional = ParameterDefault.IsOptional(parameter);
        if (!isOptional && !services.Has(type, key))
        {
            var keyed = key is null ? "" : $" of the key '{key}'";
            return bindings.Fault(parameter, $"wants a service {type.Name}{keyed}, which is not registered; register it, or make the parameter nullable");
        }


        if (!services.IsSingleton(type, key)) bindings.NeedsScope = true;
        return Read(Activator.CreateInstance(typeof(ServiceReader<>).MakeGenericType(type), key, !isOptional)!);
    }

    private static Expression? BindException(ParameterInfo parameter, ParameterBindings bindings)
    {
        if (bindings.Source.Kind != HandlerKind.Exception)
            return bindings.Fault(parameter, "takes an exception, which only a [MessageExceptionHandler] is called for");
        bindings.Exceptions.Add($"'{parameter.Name}'");
        return Expression.Convert(Member(nameof(ControllerInvocation.Error)), parameter.ParameterType);
    }

    private static bool TryParse(Type type, Delegate parser, string text, out object? value)
    {
        var method = typeof(ParameterBinder).GetMethod(nameof(TryParseAs), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type);
        object?[] arguments = [parser, text, null];
        var isParsed = (bool)method.Invoke(null, arguments)!;
        value = arguments[2];
        return isParsed;
    }

    private static bool TryParseAs<T>(TextParser<T> parser, string text, out object? value)
    {
        var isParsed = parser(text, out var parsed);
        value = parsed;
        return isParsed;
    }
}
