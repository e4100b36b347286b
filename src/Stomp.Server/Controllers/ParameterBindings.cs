using System.Linq.Expressions;
using System.Reflection;

namespace Stomp.Server.Controllers;

/// <summary>What has been found out about the parameters of one method.</summary>
/// <param name="source">The method.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class ParameterBindings(HandlerSource source, ControllerFaults faults)
{
    public HandlerSource Source { get; } = source;

    public List<Expression> Arguments { get; } = [];

    public List<string> Payloads { get; } = [];

    public List<string> Exceptions { get; } = [];

    public HashSet<string> Taken { get; } = new(StringComparer.Ordinal);

    /// <summary>Variables without which an exception handler cannot be called.</summary>
    public List<string> Needed { get; } = [];

    public bool NeedsScope { get; set; }

    public bool HasFaults { get; private set; }

    /// <summary>Says what is wrong; stands for the argument that there is none.</summary>
    public Expression? Fault(string fault)
    {
        HasFaults = true;
        faults.Add(Source.Method, fault);
        return null;
    }

    public Expression? Fault(ParameterInfo parameter, string fault) => Fault($"parameter '{parameter.Name}' {fault}");
}
