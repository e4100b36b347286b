namespace Stomp.Server.Tests;

[MessageController]
public abstract class AbstractController
{
    [MessageMapping("/abstract")]
    public void Handle() => throw new NotSupportedException();
}
