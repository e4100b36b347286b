namespace Stomp.Server.Tests.Security;

/// <summary>Knows destinations by their old names.</summary>
internal sealed class RenamingFilter : IStompFilter
{
    public ValueTask InvokeAsync(StompContext context, Func<StompContext, ValueTask> next)
    {
        var headers = new StompHeaders();
        foreach (var (name, value) in context.Frame.Headers) headers.Add(name, value == "/topic/old" ? "/topic/new" : value);
        context.Frame = new StompFrame(context.Frame.Command, headers, context.Frame.Body);
        return next(context);
    }
}
