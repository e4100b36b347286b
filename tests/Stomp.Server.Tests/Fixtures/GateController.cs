namespace Stomp.Server.Tests;

/// <summary>Handlers that take their time.</summary>
[MessageController]
public sealed class GateController(Gate gate)
{
    [MessageMapping("/wait")]
    public Task Wait() => gate.PassAsync();

    [MessageMapping("/wait-while-open")]
    public Task WaitWhileOpen(CancellationToken closed) => gate.PassAsync(closed);
}
