using Stomp.Server.Sessions;

namespace Stomp.Server.Controllers;

/// <summary>One message on its way into a controller's method.</summary>
/// <param name="Session">Who sent it.</param>
/// <param name="Frame">The SEND; its body is borrowed.</param>
/// <param name="Path">The destination without the application prefix.</param>
/// <param name="Variables">The values of the mapping's variables, in their order.</param>
/// <param name="Services">The message's own scope.</param>
internal sealed record ControllerInvocation(
    StompSession Session, StompFrame Frame, string Path, string[] Variables, IServiceProvider Services);
