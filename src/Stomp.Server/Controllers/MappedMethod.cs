using System.Reflection;

namespace Stomp.Server.Controllers;

/// <summary>A method and one destination that it is mapped to: an entry of the <see cref="ControllerTable"/>.</summary>
internal sealed class MappedMethod
{
    public required MethodInfo Method { get; init; }

    /// <summary>The attributes of the class, then those of the method, for whoever decides about a message before the method is called.</summary>
    public required IReadOnlyList<object> Metadata { get; init; }

    public required DestinationTemplate Template { get; init; }

    /// <summary>Makes the controller; null when the method is static.</summary>
    public required ControllerActivator? Activator { get; init; }

    /// <summary>Binds, calls and sends the result.</summary>
    public required MessageHandler Call { get; init; }

    /// <summary>Whether the controller, or a parameter, needs a scope.</summary>
    public required bool NeedsScope { get; init; }

    /// <summary>Whether the result is a stream.</summary>
    public required bool IsStream { get; init; }

    /// <summary>Who handles what it throws.</summary>
    public required ExceptionHandlers ExceptionHandlers { get; init; }

    /// <summary>The class that was registered; the method may be inherited.</summary>
    public Type Controller => Method.ReflectedType!;
}
