namespace Stomp.Server.Tests;

public abstract class InheritedController
{
    [MessageMapping("/hello")]
    public string Hello() => GetType().Name;
}
