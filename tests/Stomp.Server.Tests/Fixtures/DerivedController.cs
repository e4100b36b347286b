namespace Stomp.Server.Tests;

[MessageController, MessageMapping("/derived")]
public sealed class DerivedController : InheritedController;
