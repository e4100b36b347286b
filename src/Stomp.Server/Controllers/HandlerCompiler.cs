using System.Linq.Expressions;
using System.Reflection;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Stomp.Server.Controllers;

/// <summary>
/// Turns a controller's method into a delegate at start, so that nothing is reflected on for a message. What cannot work is told
/// then, with its cure.
/// </summary>
internal sealed class HandlerCompiler(IMessageTemplate template, IOptions<StompOptions> options)
{
    private static readonly ParameterExpression Invocation = Expression.Parameter(typeof(ControllerInvocation), "invocation");

    private readonly JsonSerializerOptions _json = options.Value.Json;

    /// <returns>The delegate, or null when there was a fault.</returns>
    public MessageHandler? Compile(MethodInfo method, DestinationTemplate mapping, ControllerFaults faults)
    {
        if (BindParameters(method, mapping, faults) is not { } arguments) return null;
        // Not the declaring type: a mapped method may be inherited.
        var instance = Expression.Call(typeof(ServiceProviderServiceExtensions), nameof(ServiceProviderServiceExtensions.GetRequiredService),
            [method.ReflectedType!], Member(nameof(ControllerInvocation.Services)));
        var call = method.IsStatic ? Expression.Call(method, arguments) : Expression.Call(instance, method, arguments);
        if (BindResult(method, mapping, call, faults) is not { } body) return null;
        return Expression.Lambda<MessageHandler>(body, Invocation).Compile();
    }

    private List<Expression>? BindParameters(MethodInfo method, DestinationTemplate mapping, ControllerFaults faults)
    {
        var arguments = new List<Expression>();
        var payloads = new List<string>();
        var unbound = mapping.Variables.ToHashSet(StringComparer.Ordinal);
        var faulty = false;
        foreach (var parameter in method.GetParameters())
        {
            var type = parameter.ParameterType;
            var variable = parameter.GetCustomAttribute<DestinationVariableAttribute>() is { } attribute
                ? attribute.Name ?? parameter.Name!
                : mapping.Variables.Contains(parameter.Name) && !parameter.IsDefined(typeof(PayloadAttribute)) ? parameter.Name : null;
            if (type.IsByRef)
            {
                if (variable is not null) unbound.Remove(variable);
                Fault($"parameter '{parameter.Name}' is passed by reference; take it by value");
            }
            else if (variable is not null)
            {
                unbound.Remove(variable);
                if (BindVariable(parameter, variable, mapping, out var fault) is { } value) arguments.Add(value);
                else Fault(fault);
            }
            else if (type == typeof(IStompSession))
            {
                arguments.Add(Expression.Convert(Member(nameof(ControllerInvocation.Session)), typeof(IStompSession)));
            }
            else if (type == typeof(ClaimsPrincipal))
            {
                arguments.Add(Expression.Property(Expression.Convert(Member(nameof(ControllerInvocation.Session)), typeof(IStompSession)), nameof(IStompSession.User)));
            }
            else if (type == typeof(CancellationToken))
            {
                arguments.Add(Expression.Property(Expression.Convert(Member(nameof(ControllerInvocation.Session)), typeof(IStompSession)), nameof(IStompSession.Closed)));
            }
            else
            {
                payloads.Add($"'{parameter.Name}'");
                if (BindPayload(parameter, out var fault) is { } value) arguments.Add(value);
                else Fault(fault);
            }
        }

        if (payloads.Count > 1) Fault($"a handler takes one payload, this one has {string.Join(" and ", payloads)}; inject services into the class");
        if (unbound.Count > 0) Fault($"no parameter takes the variable {string.Join(", ", unbound.Select(name => $"'{{{name}}}'"))}; add one of that name");
        return faulty ? null : arguments;

        void Fault(string fault)
        {
            faulty = true;
            faults.Add(method, fault);
        }
    }

    private static Expression? BindVariable(ParameterInfo parameter, string variable, DestinationTemplate mapping, out string fault)
    {
        var type = parameter.ParameterType;
        var index = mapping.Variables.ToList().IndexOf(variable);
        fault = index < 0
            ? $"parameter '{parameter.Name}' wants the variable '{{{variable}}}', which '{mapping.Text}' does not have"
            : $"parameter '{parameter.Name}' of type {type.Name} cannot be read from a destination; take a string or a type that is IParsable";
        if (index < 0) return null;

        var value = Expression.ArrayIndex(Member(nameof(ControllerInvocation.Variables)), Expression.Constant(index));
        if (type == typeof(string)) return value;
        var isParsable = type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IParsable<>));
        return isParsable
            ? Expression.Call(typeof(VariableReader), nameof(VariableReader.Read), [type], Expression.Constant(variable), value)
            : null;
    }

    private MethodCallExpression? BindPayload(ParameterInfo parameter, out string fault)
    {
        var type = parameter.ParameterType;
        fault = $"parameter '{parameter.Name}' of type {type.Name} cannot be read from a body; take a string, a byte[] or a type that JSON can become";
        if (type.IsByRefLike || type.IsPointer || typeof(Delegate).IsAssignableFrom(type)) return null;
        try
        {
            var reader = Activator.CreateInstance(typeof(PayloadReader<>).MakeGenericType(type), _json)!;
            return Expression.Call(Expression.Constant(reader), nameof(PayloadReader<>.Read), null, Invocation);
        }
        catch (TargetInvocationException e) when (e.InnerException is NotSupportedException or InvalidOperationException)
        {
            fault += $" ({e.InnerException.Message})";
            return null;
        }
    }

    private Expression? BindResult(MethodInfo method, DestinationTemplate mapping, Expression call, ControllerFaults faults)
    {
        DestinationTemplate? sendTo = null;
        if (method.GetCustomAttribute<SendToAttribute>() is { } attribute)
        {
            sendTo = ParseSendTo(attribute.Destination, mapping, out var fault);
            if (sendTo is null)
            {
                faults.Add(method, fault);
                return null;
            }
        }

        var type = method.ReturnType;
        var reply = Expression.Constant(new ReplySender(template, sendTo, mapping.Variables));
        if (type == typeof(void)) return Expression.Block(call, Expression.Default(typeof(ValueTask)));
        if (type == typeof(ValueTask)) return call;
        if (type == typeof(Task)) return Expression.New(typeof(ValueTask).GetConstructor([typeof(Task)])!, call);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
            return Expression.Call(reply, nameof(ReplySender.SendLaterAsync), type.GenericTypeArguments, Invocation, call);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            return Expression.Call(reply, nameof(ReplySender.SendWhenDoneAsync), type.GenericTypeArguments, Invocation, call);
        return Expression.Call(reply, nameof(ReplySender.SendAsync), [type], Invocation, call);
    }

    private DestinationTemplate? ParseSendTo(string destination, DestinationTemplate mapping, out string fault)
    {
        try
        {
            var sendTo = DestinationTemplate.Parse(destination);
            var missing = sendTo.Variables.FirstOrDefault(name => !mapping.Variables.Contains(name));
            var isOfBroker = options.Value.BrokerPrefixes.Any(prefix => destination.StartsWith(prefix + "/", StringComparison.Ordinal));
            fault = missing is not null ? $"[SendTo] uses the variable '{{{missing}}}', which '{mapping.Text}' does not have"
                : $"[SendTo] names '{destination}', which none of the broker's prefixes begins";
            return missing is null && isOfBroker ? sendTo : null;
        }
        catch (FormatException e)
        {
            fault = $"[SendTo]: {e.Message}";
            return null;
        }
    }

    private static MemberExpression Member(string name) => Expression.Property(Invocation, name);
}
