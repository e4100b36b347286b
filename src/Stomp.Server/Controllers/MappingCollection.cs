using System.Reflection;

namespace Stomp.Server.Controllers;

/// <summary>The mappings so far; sees to it that no destination has two methods that could take it.</summary>
internal sealed class MappingCollection(ControllerFaults faults)
{
    private readonly Dictionary<(HandlerKind, string), MethodInfo> _exact = [];
    private readonly List<(HandlerKind Kind, DestinationTemplate Template, MethodInfo Method)> _templates = [];
    private readonly List<(HandlerKind, MappedMethod)> _methods = [];

    public IReadOnlyList<(HandlerKind Kind, MappedMethod Method)> Methods => _methods;

    public void Add(HandlerKind kind, MappedMethod method) => _methods.Add((kind, method));

    /// <summary>Takes a template for a method, unless another has it; says so then.</summary>
    public bool IsFree(HandlerKind kind, DestinationTemplate template, MethodInfo method)
    {
        if (template.IsExact)
        {
            if (_exact.TryAdd((kind, template.Text), method)) return true;
            faults.Add(method, $"'{template.Text}' is mapped by {ControllerFaults.Name(_exact[(kind, template.Text)])} already");
            return false;
        }

        var isFree = true;
        foreach (var (otherKind, other, otherMethod) in _templates)
        {
            if (otherKind != kind) continue;
            var overlap = template.OverlapWith(other);
            if (overlap is not (Overlap.Same or Overlap.Ambiguous)) continue;
            isFree = false;
            faults.Add(method, overlap == Overlap.Same
                ? $"'{template.Text}' is mapped by {ControllerFaults.Name(otherMethod)} already"
                : $"'{template.Text}' and '{other.Text}' of {ControllerFaults.Name(otherMethod)} may fit one destination, "
                    + "and neither is more specific; tell them apart by text");
        }

        _templates.Add((kind, template, method));
        return isFree;
    }
}
