using System.Reflection;

namespace Stomp.Server.Controllers;

/// <summary>Reads the attributes of controllers and has their methods compiled.</summary>
internal sealed class ControllerReader(HandlerCompiler compiler, ExceptionHandlerReader exceptions, ControllerServices services)
{
    private const BindingFlags AllMethods = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>All mapped methods that can work; what is wrong with the others is among the faults.</summary>
    public IReadOnlyList<(HandlerKind Kind, MappedMethod Method)> Read(IReadOnlyList<Type> controllers, ControllerFaults faults)
    {
        var activators = new Dictionary<Type, ControllerActivator>();
        foreach (var controller in controllers)
        {
            if (MakeActivator(controller, faults) is { } activator) activators.Add(controller, activator);
        }

        var handlers = exceptions.Read(activators, faults);
        var collected = new MappingCollection(faults);
        foreach (var (controller, activator) in activators)
        {
            foreach (var method in controller.GetMethods(AllMethods)) AddMappings(method, activator, handlers[controller], collected, faults);
        }

        return collected.Methods;
    }

    private ControllerActivator? MakeActivator(Type controller, ControllerFaults faults)
    {
        if (controller is not { IsClass: true, IsAbstract: false, ContainsGenericParameters: false, IsVisible: true })
        {
            faults.Add(controller, "a message controller is a public class, neither abstract nor generic");
            return null;
        }

        try
        {
            return new(controller, services);
        }
        catch (InvalidOperationException e)
        {
            faults.Add(controller, e.Message);
            return null;
        }
    }

    private void AddMappings(MethodInfo method, ControllerActivator activator, ExceptionHandlers handlers, MappingCollection collected, ControllerFaults faults)
    {
        var mappings = method.GetCustomAttributes<MappingAttribute>().ToList();
        if (mappings.Count == 0) return;
        if (!method.IsPublic || method.IsGenericMethod)
        {
            faults.Add(method, "a mapped method is public and not generic");
            return;
        }

        var metadata = method.ReflectedType!.GetCustomAttributes(inherit: true).Concat(method.GetCustomAttributes(inherit: true)).ToArray();
        foreach (var mapping in mappings)
        {
            var kind = mapping is SubscribeMappingAttribute ? HandlerKind.Subscribe : HandlerKind.Message;
            var templates = TemplatesOf(method, mapping, faults);
            var variables = templates.SelectMany(template => template.Variables).OfType<string>().ToHashSet(StringComparer.Ordinal);
            foreach (var template in templates)
            {
                var compiled = compiler.Compile(new(method, kind, template, variables, mapping), faults);
                if (!collected.IsFree(kind, template, method) || compiled is null || !exceptions.CanServe(handlers, template, faults)) continue;
                collected.Add(kind, new()
                {
                    Method = method,
                    Metadata = metadata,
                    Template = template,
                    Activator = method.IsStatic ? null : activator,
                    Call = compiled.Call,
                    NeedsScope = compiled.NeedsScope || (!method.IsStatic && activator.NeedsScope),
                    IsStream = compiled.IsStream,
                    ExceptionHandlers = handlers,
                });
            }
        }
    }

    private static List<DestinationTemplate> TemplatesOf(MethodInfo method, MappingAttribute mapping, ControllerFaults faults)
    {
        var prefixes = method.ReflectedType!.GetCustomAttribute<MessageMappingAttribute>()?.Templates is { Count: > 0 } ofClass ? ofClass : [""];
        var templates = new List<DestinationTemplate>();
        foreach (var prefix in prefixes)
        {
            foreach (var text in mapping.Templates.DefaultIfEmpty(""))
            {
                try
                {
                    templates.Add(DestinationTemplate.Parse(prefix + text));
                }
                catch (FormatException e)
                {
                    faults.Add(method, $"[{mapping.GetType().Name[..^"Attribute".Length]}]: {e.Message}");
                }
            }
        }

        return templates;
    }
}
