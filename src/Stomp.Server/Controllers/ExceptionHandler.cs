namespace Stomp.Server.Controllers;

/// <summary>A method that handles exceptions.</summary>
/// <param name="Type">Its class.</param>
/// <param name="Activator">Makes the class; null when the method is static.</param>
/// <param name="NeedsScope">Whether a scope is needed for that, or for a parameter.</param>
/// <param name="Call">Binds, calls and sends the result.</param>
internal sealed record ExceptionHandler(Type Type, ControllerActivator? Activator, bool NeedsScope, MessageHandler Call);
