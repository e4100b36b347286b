using Stomp.Server;

namespace Micro;

[MessageController]
public sealed class BenchmarkController
{
    [MessageMapping("/nothing")]
    public void Nothing()
    {
    }

    [MessageMapping("/rooms/{room:int}/enter")]
    public void Enter(int room, IStompSession session)
    {
    }

    [MessageMapping("/rooms/{room}/say"), SendTo("/topic/rooms/{room}")]
    public BenchmarkMessage Say([DestinationVariable("room")] string room, BenchmarkMessage message) => message;
}
