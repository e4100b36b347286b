using Stomp.Server.Broker;

namespace Stomp.Server.Controllers;

/// <summary>Sends what a method returns to where it belongs; null is no reply.</summary>
/// <param name="template">Sends it.</param>
/// <param name="sendTo">The destination; null for <c>/topic</c> and the message's own without its prefix, as in Spring.</param>
/// <param name="variables">The names of the mapping's variables.</param>
internal sealed class ReplySender(IMessageTemplate template, DestinationTemplate? sendTo, IReadOnlyList<string> variables)
{
    public ValueTask SendAsync<T>(ControllerInvocation invocation, T result) =>
        result is null ? default : template.SendAsync(CheckedDestinationOf(invocation), result, null, invocation.Session.Closed);

    public async ValueTask SendLaterAsync<T>(ControllerInvocation invocation, Task<T> result) => await SendAsync(invocation, await result);

    public async ValueTask SendWhenDoneAsync<T>(ControllerInvocation invocation, ValueTask<T> result) => await SendAsync(invocation, await result);

    // What the sender wrote became part of it, so what is wrong with it is the sender's to know.
    private string CheckedDestinationOf(ControllerInvocation invocation)
    {
        var destination = DestinationOf(invocation);
        return DestinationPattern.IsPattern(destination)
            ? throw new MessageRejectedException("A destination with a wildcard in it gets no reply.")
            : destination;
    }

    private string DestinationOf(ControllerInvocation invocation)
    {
        if (sendTo is null) return "/topic" + invocation.Path;
        if (sendTo.Variables.Count == 0) return sendTo.Text;
        return sendTo.Fill(name => invocation.Variables[variables.ToList().IndexOf(name)]);
    }
}
