using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests;

/// <summary>Everything that a controller can get wrong.</summary>
[MessageController]
public sealed class FaultyController
{
    [MessageMapping("/two")]
    public void TwoPayloads(string one, Said two) => throw new NotSupportedException();

    [MessageMapping("/two-whole")]
    public void TwoWhole(StompMessage<Said> one, [Payload] Said two) => throw new NotSupportedException();

    [MessageMapping("/unbound/{room}")]
    public void Unbound() => throw new NotSupportedException();

    [MessageMapping("/same/{room}")]
    public void Once(string room) => throw new NotSupportedException();

    [MessageMapping("/same/{id}")]
    public void Twice(string id) => throw new NotSupportedException();

    [MessageMapping("/exactly")]
    public void Exactly() => throw new NotSupportedException();

    [MessageMapping("/exactly")]
    public void ExactlyAgain() => throw new NotSupportedException();

    [MessageMapping("/either/{x:min(1)}")]
    public void Either(int x) => throw new NotSupportedException();

    [MessageMapping("/either/{x:max(9)}")]
    public void Or(int x) => throw new NotSupportedException();

    [MessageMapping("/in-one/{a}", "/in-other")]
    public void InOneOnly(string a) => throw new NotSupportedException();

    [MessageMapping("/generic")]
    public void Generic<T>(T body) => throw new NotSupportedException();

    [MessageMapping("/odd/{x:odd}")]
    public void UnknownConstraint(string x) => throw new NotSupportedException();

    [MessageMapping("/wild/**/rest")]
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

    [MessageMapping("/unparsable-header")]
    public void UnparsableHeader([Header] Said room) => throw new NotSupportedException();

    [MessageMapping("/bad-default")]
    public void BadDefault([Header(DefaultValue = "x")] int count) => throw new NotSupportedException();

    [MessageMapping("/no-service")]
    public void NoService([FromServices] Gate gate, [FromKeyedServices("k")] Gate keyed) => throw new NotSupportedException();

    [MessageMapping("/takes-exception")]
    public void TakesException(Exception e) => throw new NotSupportedException();

    [MessageMapping("/missing")]
    public void Missing([DestinationVariable] string other) => throw new NotSupportedException();

    [MessageMapping("/unknown-variable"), SendTo("/topic/{room}")]
    public string UnknownVariable() => throw new NotSupportedException();

    [MessageMapping("/unknown-prefix"), SendTo("/elsewhere/a")]
    public string UnknownPrefix() => throw new NotSupportedException();

    [MessageMapping("/user-prefix"), SendToUser("/elsewhere/a")]
    public string UserPrefix() => throw new NotSupportedException();

    [MessageMapping("/broken-reply"), SendTo("/topic/{")]
    public string BrokenReply() => throw new NotSupportedException();

    [MessageMapping("/no-reply"), SendTo("/topic/a")]
    public void NoReply() => throw new NotSupportedException();

    [MessageMapping("/nowhere"), SendTo]
    public string Nowhere() => throw new NotSupportedException();

#pragma warning disable VSTHRD100, CS1998 // This is what is told of.
    [MessageMapping("/async-void")]
    public async void AsyncVoid() => throw new NotSupportedException();
#pragma warning restore VSTHRD100, CS1998

    [MessageMapping("/stream-in-task")]
    public Task<IAsyncEnumerable<int>> StreamInTask() => throw new NotSupportedException();

    [SubscribeMapping("/stream-sent"), SendTo("/topic/a")]
    public IAsyncEnumerable<int> StreamSent() => throw new NotSupportedException();

    [MessageMapping("/hidden")]
    internal void Hidden() => throw new NotSupportedException();

    [MessageExceptionHandler]
    public void NoException() => throw new NotSupportedException();

    [MessageExceptionHandler]
    public void TwoExceptions(TimeoutException one, Exception two) => throw new NotSupportedException();

    [MessageExceptionHandler(typeof(Said))]
    public void OfNoException() => throw new NotSupportedException();

    [MessageExceptionHandler(typeof(FormatException))]
    public void OtherException(ArgumentException e) => throw new NotSupportedException();

    [MessageExceptionHandler]
    public void Handled(NotSupportedException e) => throw new NotSupportedException();

    [MessageExceptionHandler]
    public void HandledAgain(NotSupportedException e) => throw new NotSupportedException();

    [MessageExceptionHandler]
    public void WantsVariable(OverflowException e, [DestinationVariable] string room) => throw new NotSupportedException();

    [MessageExceptionHandler]
    public IAsyncEnumerable<int> Streams(RankException e) => throw new NotSupportedException();

    [MessageExceptionHandler(typeof(IOException)), MessageMapping("/both")]
    public void BothKinds([FromServices] IServiceProvider services) => throw new NotSupportedException();

    [MessageExceptionHandler]
    internal void HiddenHandler(InvalidCastException e) => throw new NotSupportedException();
}
