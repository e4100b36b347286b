namespace Stomp.Server.Controllers;

/// <summary>Sends what a method returns to where it belongs.</summary>
internal delegate ValueTask ResultSender<T>(ControllerInvocation invocation, T result);
