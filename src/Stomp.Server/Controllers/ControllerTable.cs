namespace Stomp.Server.Controllers;

/// <summary>Every mapped method of the application, made when it starts.</summary>
internal sealed class ControllerTable
{
    private readonly List<MappedMethod> _methods = [];
    private readonly MappingTree _messages = new();
    private readonly MappingTree _subscriptions = new();

    /// <exception cref="InvalidOperationException">A controller cannot work; all faults are named.</exception>
    public ControllerTable(IEnumerable<ControllerSource> sources, ControllerReader reader)
    {
        var controllers = sources.SelectMany(source => source.Controllers).Distinct().ToList();
        var faults = new ControllerFaults();
        foreach (var (kind, method) in reader.Read(controllers, faults))
        {
            _methods.Add(method);
            (kind == HandlerKind.Subscribe ? _subscriptions : _messages).Add(method);
        }

        faults.ThrowIfAny();
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<MappedMethod> Methods => _methods;

    /// <summary>The method that takes a SEND.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="pathStart">Where its application prefix ends.</param>
    /// <param name="variables">Takes the values of the mapping's variables; <see cref="VariableRanges.Most"/> of them.</param>
    public MappedMethod? FindMessageMapping(string destination, int pathStart, Span<VariableRange> variables) =>
        _messages.Find(destination, pathStart, variables);

    /// <summary>The method that takes a SUBSCRIBE.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="pathStart">Where its application prefix ends.</param>
    /// <param name="variables">Takes the values of the mapping's variables; <see cref="VariableRanges.Most"/> of them.</param>
    public MappedMethod? FindSubscribeMapping(string destination, int pathStart, Span<VariableRange> variables) =>
        _subscriptions.Find(destination, pathStart, variables);
}
