namespace Stomp.Server.Controllers;

/// <summary>Sends what a method returns to the broker's destinations.</summary>
internal sealed class ReplySender(IMessageTemplate template, ReplyDestination[] destinations, ReplyOptions options)
{
    public ValueTask SendAsync<T>(ControllerInvocation invocation, T result) => destinations.Length == 1
        ? SendAsync(invocation, result, destinations[0], options.For(invocation))
        : SendToEachAsync(invocation, result);

    private async ValueTask SendToEachAsync<T>(ControllerInvocation invocation, T result)
    {
        var headers = options.For(invocation);
        foreach (var destination in destinations) await SendAsync(invocation, result, destination, headers);
    }

    private ValueTask SendAsync<T>(ControllerInvocation invocation, T result, ReplyDestination destination, MessageOptions? headers)
    {
        var session = invocation.Session;
        var name = destination.For(invocation);
        return destination.Audience switch
        {
            ReplyAudience.All => template.SendAsync(name, result, headers, invocation.Cancelled),
            ReplyAudience.User => template.SendToUserAsync(session.UserName ?? session.Id, name, result, headers, invocation.Cancelled),
            _ => template.SendToSessionAsync(session.Id, name, result, headers, invocation.Cancelled),
        };
    }
}
