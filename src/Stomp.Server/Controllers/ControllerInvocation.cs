using Microsoft.Extensions.DependencyInjection;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Controllers;

/// <summary>One frame on its way through a controller's method.</summary>
/// <param name="session">Who sent it.</param>
/// <param name="frame">The SEND or SUBSCRIBE; its body is borrowed.</param>
/// <param name="destination">Its destination.</param>
/// <param name="pathStart">Where the destination's application prefix ends.</param>
internal sealed class ControllerInvocation(StompSession session, StompFrame frame, string destination, int pathStart)
{
    private VariableRanges _variables;
    private IServiceScope? _scope;

    public StompSession Session { get; } = session;

    public StompFrame Frame { get; private set; } = frame;

    public string Destination { get; } = destination;

    public int PathStart { get; } = pathStart;

    /// <summary>The method, once it is found.</summary>
    public MappedMethod Mapping { get; set; } = null!;

    /// <summary>Whose the services are: the application's or, if anything needs it, a scope of this message alone.</summary>
    public IServiceProvider Services { get; private set; } = null!;

    /// <summary>The controller that was made for this message.</summary>
    public object? Controller { get; set; }

    /// <summary>What an exception handler is called for.</summary>
    public Exception? Error { get; set; }

    /// <summary>What a SUBSCRIBE has begun; null for a SEND.</summary>
    public Subscription? Subscription { get; init; }

    /// <summary>The stream that the method returns, if it returns one.</summary>
    public RunningStream? Stream { get; private set; }

    /// <summary>Whether the stream has begun: what it uses is its to dispose.</summary>
    public bool IsStreaming { get; set; }

    /// <summary>Cancelled when the session ends or, for a stream, when nobody listens to it any more.</summary>
    public CancellationToken Cancelled => Stream?.Token ?? Session.Closed;

    public Span<VariableRange> Variables => _variables;

    /// <summary>A variable's value.</summary>
    public ReadOnlySpan<char> Variable(int index)
    {
        var (start, length) = _variables[index];
        return Destination.AsSpan(start, length);
    }

    /// <summary>Opens what the handler needs.</summary>
    public void Use(ControllerServices services, bool inScope)
    {
        if (inScope && _scope is null)
        {
            _scope = services.Scopes.CreateScope();
            Services = _scope.ServiceProvider;
        }
        else
        {
            Services ??= services.Root;
        }
    }

    /// <summary>Makes what a stream is stopped by. It outlives the frame, so the body becomes its own.</summary>
    public void BeginStream()
    {
        Frame = Frame.ToOwned();
        Stream = new(Session.Closed);
        if (Subscription is not null) Subscription.Stream = Stream;
    }

    /// <summary>Disposes the controller, then the scope that it was made in.</summary>
    public ValueTask DisposeAsync()
    {
        if (!IsStreaming) Stream?.Dispose();
        var isControllersOwn = Mapping.Activator is { IsDisposable: true } && Controller is not null;
        return isControllersOwn || _scope is not null ? DisposeAllAsync(isControllersOwn) : default;
    }

    private async ValueTask DisposeAllAsync(bool withController)
    {
        try
        {
            if (withController) await ControllerActivator.DisposeAsync(Controller!);
        }
        finally
        {
            if (_scope is IAsyncDisposable scope) await scope.DisposeAsync();
            else _scope?.Dispose();
        }
    }
}
