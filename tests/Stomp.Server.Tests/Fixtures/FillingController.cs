namespace Stomp.Server.Tests;

/// <summary>Has more wait in a queue than a server of the least size lets wait in all.</summary>
[MessageController]
public sealed class FillingController(IMessageTemplate template)
{
    [MessageMapping("/fill")]
    public ValueTask Fill() => template.SendAsync("/queue/full", new string('x', 100_000));
}
