namespace Stomp.Server.Controllers;

/// <summary>Message controllers that the application registered.</summary>
internal sealed record ControllerSource(IReadOnlyList<Type> Controllers);
