using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Security;
using Stomp.Server.Sessions;

namespace Stomp.Server.Controllers;

/// <summary>Has frames to the application's destinations handled by the methods that are mapped to them.</summary>
internal sealed partial class ControllerDispatcher(ControllerTable table, ControllerAuthorization authorization, ControllerServices services,
    HandlerFailures failures, IOptions<StompOptions> options, ILogger<ControllerDispatcher> logger)
{
    /// <summary>Has a SEND handled.</summary>
    /// <exception cref="MessageRejectedException">No method is mapped to it, or it refused or failed.</exception>
    public ValueTask SendAsync(StompSession session, StompFrame frame, string destination, int pathStart)
    {
        var invocation = new ControllerInvocation(session, frame, destination, pathStart);
        invocation.Mapping = table.FindMessageMapping(destination, pathStart, invocation.Variables)
            ?? throw Unmapped(invocation);
        return RunAsync(invocation);
    }

    /// <summary>Has a SUBSCRIBE handled.</summary>
    /// <exception cref="MessageRejectedException">No method is mapped to it, or it refused or failed.</exception>
    public ValueTask SubscribeAsync(StompSession session, StompFrame frame, Subscription subscription, int pathStart)
    {
        var invocation = new ControllerInvocation(session, frame, subscription.Destination, pathStart) { Subscription = subscription };
        invocation.Mapping = table.FindSubscribeMapping(subscription.Destination, pathStart, invocation.Variables)
            ?? throw Unmapped(invocation);
        return RunAsync(invocation);
    }

    /// <summary>Whether a session may still have what it subscribed to.</summary>
    public async ValueTask<bool> MayKeepAsync(StompSession session, StompFrame frame, string destination, int pathStart)
    {
        var invocation = new ControllerInvocation(session, frame, destination, pathStart);
        if (table.FindSubscribeMapping(destination, pathStart, invocation.Variables) is not { } mapping) return false;
        invocation.Mapping = mapping;
        try
        {
            await authorization.CheckAsync(invocation);
            return true;
        }
        catch (MessageRejectedException)
        {
            return false;
        }
    }

    private MessageRejectedException Unmapped(ControllerInvocation invocation)
    {
        LogUnmapped(invocation.Session.Id, invocation.Frame.Command.ToWireName(), LogText.OneLine(invocation.Destination));
        return DestinationRefusal.Create();
    }

    private async ValueTask RunAsync(ControllerInvocation invocation)
    {
        var mapping = invocation.Mapping;
        // Before anything of the message is read or made.
        await authorization.CheckAsync(invocation);
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session}: no message controller is mapped to {Command} {Destination}")]
    private partial void LogUnmapped(string session, string command, string destination);
}
