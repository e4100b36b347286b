namespace Stomp.Server.Tests;

/// <summary>Handlers that allocate nothing themselves.</summary>
[MessageController, MessageMapping("/lean")]
public sealed class LeanController
{
    [MessageMapping("/nothing")]
    public void Nothing()
    {
    }

    [MessageMapping("/typed/{id:int}/of/{room}")]
    public ValueTask Typed(int id, [DestinationVariable("room")] Level level, [Header] int count, IStompSession session) => default;

    [MessageMapping("/payload")]
    public Task Payload(Small small) => Task.CompletedTask;
}
