using System.Security.Claims;

namespace Stomp.Server.Tests;

[MessageController, MessageMapping("/room")]
public sealed class RoomController(IMessageTemplate template)
{
    [MessageMapping("/{room}/say"), SendTo("/topic/room/{room}")]
    public Said Say(int room, Said said) => new($"{room}: {said.Text}");

    [MessageMapping("/lobby/say")]
    public string SayInLobby() => "the lobby";

    [MessageMapping("/{room}/text")]
    public string Text(string room, [Payload] string text) => text + "!";

    [MessageMapping("/{room}/bytes")]
    public string Bytes(string room, byte[] bytes) => $"{bytes.Length}";

    [MessageMapping("/{room}/task")]
    public async Task<string> TaskOf(string room)
    {
        await Task.Yield();
        return "task";
    }

    [MessageMapping("/{room}/value-task")]
    public ValueTask<string> ValueTaskOf(string room) => new("value task");

    [MessageMapping("/{room}/static")]
    public static string Static(string room) => $"static {room}";

    [MessageMapping("/{room}/level/{level}"), SendTo("/topic/levels/{level}/{room}")]
    public string LevelOf(string room, LevelName level) => level.Name;

    [MessageMapping("/{room}/level-in-body")]
    public string LevelInBody(string room, Leveled body) => $"{body.Level}";

    [MessageMapping("/{room}/renamed/{what}")]
    public string Renamed(string room, [DestinationVariable("what")] string it) => it;

    [MessageMapping("/{room}/context")]
    public string Context(string room, IStompSession session, ClaimsPrincipal user, CancellationToken closed) =>
        $"{session.Id.Length == 16} {ReferenceEquals(user, session.User)} {closed == session.Closed}";

    [MessageMapping("/{room}/nothing")]
    public void Nothing(string room)
    {
    }

    [MessageMapping("/{room}/null")]
    public Said? Null(string room) => null;

    [MessageMapping("/{room}/null-later")]
    public async Task<Said?> NullLater(string room)
    {
        await Task.Yield();
        return null;
    }

    [MessageMapping("/{room}/plain-task")]
    public async Task PlainTask(string room) => await Task.Yield();

    [MessageMapping("/{room}/plain-value-task")]
    public ValueTask PlainValueTask(string room) => template.SendAsync("/topic/elsewhere", room);

    [MessageMapping("/{room}/refuse")]
    public void Refuse(string room) => throw new MessageRejectedException("not today");

    [MessageMapping("/{room}/nul")]
    public void RefuseWithNul(string room) => throw new MessageRejectedException("a\0b");

    [MessageMapping("/{room}/fail")]
    public void Fail(string room) => throw new InvalidOperationException("inner secret");

    [MessageMapping("/{room}/fail-later")]
    public async Task FailLater(string room)
    {
        await Task.Yield();
        throw new InvalidOperationException("inner secret");
    }

    [MessageMapping("/{room}/fail-cancelled")]
    public void FailCancelled(string room) => throw new OperationCanceledException("inner secret");
}
