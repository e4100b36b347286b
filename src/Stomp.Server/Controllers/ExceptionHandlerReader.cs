using System.Reflection;

namespace Stomp.Server.Controllers;

/// <summary>Reads which methods handle which exceptions.</summary>
internal sealed class ExceptionHandlerReader(HandlerCompiler compiler)
{
    private const BindingFlags AllMethods = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private readonly Dictionary<ExceptionHandler, (MethodInfo Method, IReadOnlyList<string> Variables)> _needs = [];

    /// <summary>The handlers for what each controller throws: its own, and those of all advice.</summary>
    public Dictionary<Type, ExceptionHandlers> Read(IReadOnlyDictionary<Type, ControllerActivator> activators, ControllerFaults faults)
    {
        var forAll = new Dictionary<Type, ExceptionHandler>();
        var own = new Dictionary<Type, Dictionary<Type, ExceptionHandler>>();
        foreach (var (type, activator) in activators)
        {
            own.Add(type, []);
            var isAdvice = type.IsDefined(typeof(MessageControllerAdviceAttribute));
            foreach (var method in type.GetMethods(AllMethods)) AddHandlers(method, activator, isAdvice ? forAll : own[type], faults);
        }

        return own.ToDictionary(entry => entry.Key, entry => new ExceptionHandlers(entry.Value, forAll));
    }

    /// <summary>Whether the handlers can be called for a mapping: it must have the variables that they take.</summary>
    public bool CanServe(ExceptionHandlers handlers, DestinationTemplate template, ControllerFaults faults)
    {
        var canServe = true;
        foreach (var handler in handlers.All)
        {
            var (method, variables) = _needs[handler];
            foreach (var missing in variables.Where(name => template.IndexOf(name) < 0))
            {
                canServe = false;
                faults.Add(method, $"it uses the variable '{{{missing}}}', which '{template.Text}' does not have; "
                    + "make the parameter nullable, or name no variable in the destination");
            }
        }

        return canServe;
    }

    private void AddHandlers(MethodInfo method, ControllerActivator activator, Dictionary<Type, ExceptionHandler> handlers, ControllerFaults faults)
    {
        if (method.GetCustomAttribute<MessageExceptionHandlerAttribute>() is not { } attribute) return;
        if (!method.IsPublic || method.IsGenericMethod)
        {
            faults.Add(method, "an exception handler is public and not generic");
            return;
        }

        if (method.IsDefined(typeof(MappingAttribute))) faults.Add(method, "it is mapped to a destination, too; split it in two methods");
        var compiled = compiler.Compile(new(method, HandlerKind.Exception, null, new HashSet<string>(), null), faults);
        if (ExceptionsOf(method, attribute, faults) is not { } exceptions || compiled is null) return;
        var handler = new ExceptionHandler(method.ReflectedType!, method.IsStatic ? null : activator,
            compiled.NeedsScope || (!method.IsStatic && activator.NeedsScope), compiled.Call);
        _needs.Add(handler, (method, compiled.NeededVariables));
        foreach (var exception in exceptions)
        {
            if (!handlers.TryAdd(exception, handler))
                faults.Add(method, $"{exception.Name} is handled by {ControllerFaults.Name(_needs[handlers[exception]].Method)} already");
        }
    }

    private static List<Type>? ExceptionsOf(MethodInfo method, MessageExceptionHandlerAttribute attribute, ControllerFaults faults)
    {
        var taken = method.GetParameters().Select(parameter => parameter.ParameterType).FirstOrDefault(typeof(Exception).IsAssignableFrom);
        var exceptions = attribute.Exceptions.Count > 0 ? attribute.Exceptions.Distinct().ToList() : taken is not null ? [taken] : [];
        if (exceptions.Count == 0)
        {
            faults.Add(method, "it says of no exception that it handles it; take the exception as a parameter, or name its type in the attribute");
            return null;
        }

        foreach (var exception in exceptions)
        {
            if (!typeof(Exception).IsAssignableFrom(exception)) faults.Add(method, $"{exception.Name} is no exception");
            else if (taken?.IsAssignableFrom(exception) == false) faults.Add(method, $"its parameter takes a {taken.Name}, which a {exception.Name} is not");
        }

        return exceptions;
    }
}
