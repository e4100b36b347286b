namespace Stomp.Server.Controllers;

/// <summary>Binds a message's parts to a method's parameters, calls it and sends its result. Compiled once for each method.</summary>
internal delegate ValueTask MessageHandler(ControllerInvocation invocation);
