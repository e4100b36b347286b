namespace Stomp.Server.Tests;

[MessageController]
public sealed class TwiceMadeController
{
    public TwiceMadeController()
    {
    }

    public TwiceMadeController(Gate gate) => _ = gate;

    [MessageMapping("/twice-made")]
    public void Handle() => throw new NotSupportedException();
}
