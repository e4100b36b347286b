namespace Stomp.Server.Tests;

/// <summary>A filter that does what a test says, and remembers the frames it saw.</summary>
public class FilterProbe(Func<StompContext, Func<StompContext, ValueTask>, ValueTask>? invoke = null) : IStompFilter
{
    private readonly List<string> _seen = [];

    public IReadOnlyList<string> Seen
    {
        get { lock (_seen) return [.. _seen]; }
    }

    /// <summary>Passes every frame on but those of a command, which it does that with.</summary>
    public static FilterProbe On(StompCommand command, Func<StompContext, Func<StompContext, ValueTask>, ValueTask> invoke) =>
        new((context, next) => context.Frame.Command == command ? invoke(context, next) : next(context));

    public ValueTask InvokeAsync(StompContext context, Func<StompContext, ValueTask> next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        lock (_seen) _seen.Add(context.Frame.Command.ToWireName());
        return invoke?.Invoke(context, next) ?? next(context);
    }

    /// <summary>Stands in the way of what clients send.</summary>
    public void AddInbound(StompBuilder stomp) => stomp.Add(this).AddFilter<FilterProbe>();

    /// <summary>Stands in the way of what clients are sent.</summary>
    public void AddOutbound(StompBuilder stomp) => stomp.Add(this).AddOutboundFilter<FilterProbe>();
}
