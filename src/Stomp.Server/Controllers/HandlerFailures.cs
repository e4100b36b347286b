using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stomp.Server.Broker;
using Stomp.Server.Log;
using Stomp.Server.Sessions;

namespace Stomp.Server.Controllers;

/// <summary>What becomes of what a handler throws: the application handles it, or the log and the sender are told.</summary>
internal sealed partial class HandlerFailures(Rejections rejections, ControllerServices services, IOptions<StompOptions> options,
    ILogger<HandlerFailures> logger)
{
    private const string Refusal = "The message could not be handled.";

    /// <summary>Has the application's exception handler called.</summary>
    /// <exception cref="MessageRejectedException">There is none, or it failed, too: what the sender is to be told.</exception>
    public async ValueTask HandleAsync(ControllerInvocation invocation, Exception exception)
    {
        if (invocation.Mapping.ExceptionHandlers.Find(exception.GetType()) is not { } handler) throw RejectionOf(invocation, exception);
        try
        {
            invocation.Error = exception;
            await CallAsync(invocation, handler);
        }
        catch (Exception e)
        {
            throw RejectionOf(invocation, e);
        }
    }

    /// <summary>The same for what happens after the frame has been answered.</summary>
    public async ValueTask TellLaterAsync(ControllerInvocation invocation, Exception exception)
    {
        try
        {
            await HandleAsync(invocation, exception);
        }
        catch (MessageRejectedException e)
        {
            rejections.Tell(invocation.Session, invocation.Frame, e, withReceipt: false);
        }
    }

    /// <summary>What the sender is told of an exception that nobody handles; unless it is meant for the sender, it is logged.</summary>
    public MessageRejectedException RejectionOf(ControllerInvocation invocation, Exception exception)
    {
        if (exception is MessageRejectedException rejection) return rejection;
        if (exception is MessageLogException failure) return new(failure.Message, LogAppender.RefusalType);
        Log(invocation, exception);
        return new(options.Value.EnableDetailedErrors ? $"{Refusal} {exception.GetType().Name}: {exception.Message}" : Refusal);
    }

    public void Log(ControllerInvocation invocation, Exception exception) =>
        LogHandlerFailed(exception, invocation.Session.Id, LogText.OneLine(invocation.Destination));

    private async ValueTask CallAsync(ControllerInvocation invocation, ExceptionHandler handler)
    {
        invocation.Use(services, handler.NeedsScope);
        var thrower = invocation.Controller;
        var isOwn = handler.Type == invocation.Mapping.Controller && thrower is not null;
        if (!isOwn && handler.Activator is not null) invocation.Controller = handler.Activator.Make(invocation.Services);
        try
        {
            await handler.Call(invocation);
        }
        finally
        {
            // A controller of another class is gone with its call; the one that threw goes with the message.
            if (!isOwn && handler.Activator is { IsDisposable: true }) await ControllerActivator.DisposeAsync(invocation.Controller!);
            invocation.Controller = thrower;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session}: the handler of {Destination} failed")]
    private partial void LogHandlerFailed(Exception exception, string session, string destination);
}
