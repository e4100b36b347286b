namespace Stomp.Server.Tests;

public sealed record Echo(string? Text);

[MessageController]
public sealed class EchoController
{
    [MessageMapping("/echo/{id}")]
    public Echo Say(int id, Echo echo) => echo;
}
