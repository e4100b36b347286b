namespace Stomp.Server.Tests.Security;

/// <summary>Says on <c>/topic</c>, and its own path, what it was told.</summary>
[MessageController]
public sealed class GuardedController
{
    [MessageMapping("/admin/do")]
    public string Administer(string body) => body;

    [MessageMapping("/rooms/{room}/say")]
    [SendTo("/topic/rooms/{room}")]
    public string Say(string room, string body) => room.Length > 0 ? body : "";

    [MessageMapping("/members/do")]
    public string Do(string body) => body;

    [MessageMapping("/anyone/do")]
    public string DoForAnyone(string body) => body;

    [MessageMapping("/closed/do")]
    public string DoForNobody(string body) => body;

    [MessageMapping("/unruled")]
    public string DoByDefault(string body) => body;
}
