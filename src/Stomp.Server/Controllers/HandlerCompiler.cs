using System.Linq.Expressions;

namespace Stomp.Server.Controllers;

/// <summary>
/// Turns a controller's method into a delegate at start, so that nothing is reflected on for a message. What cannot work is told
/// then, with its cure.
/// </summary>
internal sealed class HandlerCompiler(ParameterBinder parameters, ResultBinder results)
{
    /// <returns>The handler, or null when there was a fault.</returns>
    public CompiledHandler? Compile(HandlerSource source, ControllerFaults faults)
    {
        var bindings = parameters.Bind(source, faults);
        if (bindings.HasFaults) return null;
        var method = source.Method;
        // Not the declaring type: a mapped method may be inherited.
        var made = Expression.Property(ParameterBinder.Invocation, nameof(ControllerInvocation.Controller));
        var controller = Expression.Convert(made, method.ReflectedType!);
        var call = method.IsStatic ? Expression.Call(method, bindings.Arguments) : Expression.Call(controller, method, bindings.Arguments);
        var body = results.Bind(source, call, fault => bindings.Fault(fault));
        if (body is null || bindings.HasFaults) return null;
        var needed = source.Kind == HandlerKind.Exception ? bindings.Needed.Concat(ReplyDestinations.VariablesOf(source)) : [];
        var handler = Expression.Lambda<MessageHandler>(body, ParameterBinder.Invocation).Compile();
        return new(handler, bindings.NeedsScope, ResultBinder.IsStream(method), [.. needed]);
    }
}
