namespace Stomp.Server.Tests;

[MessageController]
public sealed class ScopedController(UnownedThing thing)
{
    [MessageMapping("/scoped")]
    public void Handle() => thing.Touch();
}
