namespace Stomp.Server.Tests;

[MessageController]
public sealed class NeedyController(Gate gate)
{
    [MessageMapping("/needy")]
    public Task Handle() => gate.PassAsync();
}
