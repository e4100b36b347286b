using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Controllers;

/// <summary>Has frames to the application's destinations handled by the methods that are mapped to them.</summary>
internal sealed class ControllerDispatcher(ControllerTable table, ControllerServices services, HandlerFailures failures, IOptions<StompOptions> options)
{
    /// <summary>Has a SEND handled.</summary>
    /// <exception cref="MessageRejectedException">No method is mapped to it, or it refused or failed.</exception>
    public ValueTask SendAsync(StompSession session, StompFrame frame, string destination, int pathStart)
    {
        var invocation = new ControllerInvocation(session, frame, destination, pathStart);
        invocation.Mapping = table.FindMessageMapping(destination, pathStart, invocation.Variables)
            ?? throw new MessageRejectedException($"No message controller is mapped to '{destination}'.");
        return RunAsync(invocation);
    }

    /// <summary>Has a SUBSCRIBE handled.</summary>
    /// <exception cref="MessageRejectedException">No method is mapped to it, or it refused or failed.</exception>
    public ValueTask SubscribeAsync(StompSession session, StompFrame frame, Subscription subscription, int pathStart)
    {
        var invocation = new ControllerInvocation(session, frame, subscription.Destination, pathStart) { Subscription = subscription };
        invocation.Mapping = table.FindSubscribeMapping(subscription.Destination, pathStart, invocation.Variables)
            ?? throw new MessageRejectedException($"No message controller is mapped to a subscription of '{subscription.Destination}'.");
        return RunAsync(invocation);
    }

    private async ValueTask RunAsync(ControllerInvocation invocation)
    {
        var mapping = invocation.Mapping;
        if (mapping.IsStream) BeginStream(invocation);
        try
        {
            await CallAsync(invocation, mapping);
        }
        finally
        {
            if (!invocation.IsStreaming) await EndAsync(invocation);
        }
    }

    private async ValueTask CallAsync(ControllerInvocation invocation, MappedMethod mapping)
    {
        try
        {
            invocation.Use(services, mapping.NeedsScope);
            if (mapping.Activator is not null) invocation.Controller = mapping.Activator.Make(invocation.Services);
            await mapping.Call(invocation);
        }
        catch (OperationCanceledException) when (invocation.Cancelled.IsCancellationRequested)
        {
            // The session ended and its handler gave up, as it was asked to.
        }
        catch (Exception e)
        {
            await failures.HandleAsync(invocation, e);
        }
    }

    private void BeginStream(ControllerInvocation invocation)
    {
        if (!invocation.Session.TryBeginStream(options.Value.MaxStreamsPerSession))
            throw new MessageRejectedException($"A session may have {options.Value.MaxStreamsPerSession} streams at once.", "urn:stomp:too-many-streams");
        invocation.BeginStream();
    }

    private async ValueTask EndAsync(ControllerInvocation invocation)
    {
        if (invocation.Mapping.IsStream) invocation.Session.EndStream();
        try
        {
            await invocation.DisposeAsync();
        }
        catch (Exception e)
        {
            throw failures.RejectionOf(invocation, e);
        }
    }
}
