namespace Stomp.Server.Tests.Log;

/// <summary>Handlers that send to logged destinations.</summary>
[MessageController]
public sealed class LogController(IMessageTemplate template, IMessageLog log, Gate gate)
{
    [MessageMapping("/say"), SendTo("/topic/room")]
    public string Say(string text) => text;

    [MessageMapping("/say-twice")]
    public async Task SayTwice(string text)
    {
        await template.SendAsync("/topic/room", text + " 1");
        await template.SendAsync("/topic/room", text + " 2");
    }

    [MessageMapping("/say-and-refuse")]
    public async Task SayAndRefuse(string text)
    {
        await template.SendAsync("/topic/room", text);
        throw new MessageRejectedException("no more");
    }

    [MessageMapping("/say-later")]
    public void SayLater(string text) => _ = SayLaterAsync(text);

    [MessageMapping("/keep")]
    public async Task Keep(string text)
    {
        var kept = await log.AppendAsync("/topic/room", text);
        await template.SendAsync("/topic/plain", $"{kept.Offset} {kept.IsRepeat}");
    }

    private async Task SayLaterAsync(string text)
    {
        await gate.PassAsync();
        await template.SendAsync("/topic/room", text);
        await template.SendAsync("/topic/plain", text + " is committed");
    }
}
