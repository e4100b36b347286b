namespace Stomp.Server.Tests;

/// <summary>Everything that a controller can get wrong.</summary>
[MessageController]
public sealed class FaultyController
{
    [MessageMapping("/two")]
    public void TwoPayloads(string one, Said two) => throw new NotSupportedException();

    [MessageMapping("/unbound/{room}")]
    public void Unbound() => throw new NotSupportedException();

    [MessageMapping("/same/{room}")]
    public void Once(string room) => throw new NotSupportedException();

    [MessageMapping("/same/{id}")]
    public void Twice(string id) => throw new NotSupportedException();

    [MessageMapping("/generic")]
    public void Generic<T>(T body) => throw new NotSupportedException();

    [MessageMapping("/wild/*")]
    public void Wild() => throw new NotSupportedException();

    [MessageMapping("no-slash")]
    public void NoSlash() => throw new NotSupportedException();

    [MessageMapping("/half{x}")]
    public void Half() => throw new NotSupportedException();

    [MessageMapping("/by-reference")]
    public void ByReference(ref string body) => throw new NotSupportedException();

    [MessageMapping("/out-of-span")]
    public void OutOfSpan(ReadOnlySpan<byte> body) => throw new NotSupportedException();

    [MessageMapping("/of-action")]
    public void OfAction(Action body) => throw new NotSupportedException();

    [MessageMapping("/unparsable/{room}")]
    public void Unparsable(Said room) => throw new NotSupportedException();

    [MessageMapping("/missing")]
    public void Missing([DestinationVariable] string other) => throw new NotSupportedException();

    [MessageMapping("/unknown-variable"), SendTo("/topic/{room}")]
    public string UnknownVariable() => throw new NotSupportedException();

    [MessageMapping("/unknown-prefix"), SendTo("/elsewhere/a")]
    public string UnknownPrefix() => throw new NotSupportedException();

    [MessageMapping("/hidden")]
    internal void Hidden() => throw new NotSupportedException();
}
