namespace Stomp.Server.Tests;

/// <summary>Results and where they go.</summary>
[MessageController, MessageMapping("/reply"), SendTo("/topic/of-class")]
public sealed class ReplyController
{
    [MessageMapping("/class")]
    public string OfClass() => "class";

    [MessageMapping("/several/{room}"), SendTo("/topic/one/{room}", "/topic/{room}-two", "/topic/three")]
    public string Several(string room) => "several";

    [MessageMapping("/both"), SendTo("/topic/both"), SendToUser("/queue/both")]
    public string Both() => "both";

    [MessageMapping("/user/default"), SendToUser]
    public string ToUser() => "user";

    [MessageMapping("/user/one/{room}"), SendToUser("/queue/{room}/mine", Broadcast = false)]
    public string ToSession(string room) => "session";

    [MessageMapping("/carry", CarryHeaders = ["correlation-id", "missing"], ResultContentType = "text/markdown")]
    public string Carry() => "*carried*";
}
