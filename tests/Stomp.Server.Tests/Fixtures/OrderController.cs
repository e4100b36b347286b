namespace Stomp.Server.Tests;

[MessageController]
public sealed class OrderController(IMessageTemplate template)
{
    [MessageMapping("/all")]
    public ValueTask All(string body) => template.SendAsync("/topic/all", body);

    [MessageMapping("/all-async"), SendTo("/topic/all")]
    public async Task<string> AllLater(string body)
    {
        // Every other message is overtaken if anything lets it be.
        if (body[^1] % 2 == 0) await Task.Yield();
        return body;
    }
}
