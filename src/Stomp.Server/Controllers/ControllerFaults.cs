using System.Reflection;

namespace Stomp.Server.Controllers;

/// <summary>Collects what is wrong with the application's controllers, so that it is all told at once.</summary>
internal sealed class ControllerFaults
{
    private readonly List<string> _faults = [];

    /// <summary>Adds a fault and its cure.</summary>
    public void Add(MethodInfo method, string fault) => Add($"{Name(method)}: {fault}");

    public void Add(Type controller, string fault) => Add($"{controller.Name}: {fault}");

    /// <exception cref="InvalidOperationException">There was a fault.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
            throw new InvalidOperationException("The message controllers cannot be used:" + string.Concat(_faults.Select(fault => $"\n  {fault}")));
    }

    /// <summary>The method as in its source: <c>RoomController.Say(String room, Say say)</c>.</summary>
    public static string Name(MethodInfo method)
    {
        var parameters = method.GetParameters().Select(parameter => $"{parameter.ParameterType.Name} {parameter.Name}");
        return $"{method.ReflectedType!.Name}.{method.Name}({string.Join(", ", parameters)})";
    }

    // A method with several mappings has its faults in each.
    private void Add(string fault)
    {
        if (!_faults.Contains(fault, StringComparer.Ordinal)) _faults.Add(fault);
    }
}
