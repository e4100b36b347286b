namespace Stomp.Server.Tests;

[MessageController]
public sealed class EchoController
{
    [MessageMapping("/echo/{id}")]
    public Echo Say(int id, Echo echo) => echo;
}
