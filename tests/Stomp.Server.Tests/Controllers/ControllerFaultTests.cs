namespace Stomp.Server.Tests;

/// <summary>What cannot work is told when the application starts, all of it at once.</summary>
public sealed class ControllerFaultTests
{
    private static readonly string[] Expected =
    [
        "FaultyController.TwoPayloads(String one, Said two): a handler takes one payload, this one has 'one' and 'two'; mark services with [FromServices]",
        "FaultyController.TwoWhole(StompMessage`1 one, Said two): a handler takes one payload",
        "FaultyController.Unbound(): no parameter takes the variable '{room}' of '/unbound/{room}'; add one of that name",
        "FaultyController.Twice(String id): '/same/{id}' is mapped by FaultyController.Once(String room) already",
        "FaultyController.ExactlyAgain(): '/exactly' is mapped by FaultyController.Exactly() already",
        "FaultyController.Or(Int32 x): '/either/{x:max(9)}' and '/either/{x:min(1)}' of FaultyController.Either(Int32 x) may fit one destination",
        "FaultyController.InOneOnly(String a): parameter 'a' wants the variable '{a}', which '/in-other' does not have; add it, or make the parameter nullable",
        "FaultyController.Hidden(): a mapped method is public",
        "FaultyController.Generic(T body): a mapped method is public and not generic",
        "FaultyController.UnknownConstraint(String x): [MessageMapping]: '/odd/{x:odd}': there is no constraint 'odd'",
        "FaultyController.Wild(): [MessageMapping]: '/wild/**/rest': '**' stands at the end",
        "FaultyController.NoSlash(): [MessageMapping]: 'no-slash' must begin with '/'",
        "FaultyController.Half(): [MessageMapping]: '/half{x}': a variable is a whole segment",
        "FaultyController.ByReference(String& body): parameter 'body' is passed by reference; take it by value",
        "FaultyController.OutOfSpan(ReadOnlySpan`1 body): parameter 'body' of type ReadOnlySpan`1 cannot be read from a body",
        "FaultyController.OfAction(Action body): parameter 'body' of type Action cannot be read from a body",
        "FaultyController.Unparsable(Said room): parameter 'room' of type Said cannot be read from a destination",
        "FaultyController.UnparsableHeader(Said room): parameter 'room' of type Said cannot be read from a header",
        "FaultyController.BadDefault(Int32 count): parameter 'count' has the default value 'x', which is no Int32",
        "FaultyController.NoService(Gate gate, Gate keyed): parameter 'gate' wants a service Gate, which is not registered; register it",
        "FaultyController.NoService(Gate gate, Gate keyed): parameter 'keyed' wants a service Gate of the key 'k', which is not registered",
        "FaultyController.TakesException(Exception e): parameter 'e' takes an exception, which only a [MessageExceptionHandler] is called for",
        "FaultyController.Missing(String other): parameter 'other' wants the variable '{other}', which '/missing' does not have",
        "FaultyController.UnknownVariable(): [SendTo] uses the variable '{room}', which '/unknown-variable' does not have",
        "FaultyController.UnknownPrefix(): [SendTo] names '/elsewhere/a', which none of the broker's prefixes begins",
        "FaultyController.UserPrefix(): [SendToUser] names '/elsewhere/a', which none of the broker's prefixes begins",
        "FaultyController.BrokenReply(): [SendTo]: '/topic/{': a variable is written as '{room}'",
        "FaultyController.NoReply(): it returns nothing that [SendTo] or [SendToUser] could send",
        "FaultyController.Nowhere(): [SendTo] names no destination",
        "FaultyController.AsyncVoid(): it is async void, which nobody can wait for; return a Task or a ValueTask",
        "FaultyController.StreamInTask(): it returns a stream within a task; return the IAsyncEnumerable<T> itself",
        "FaultyController.StreamSent(): a stream of a [SubscribeMapping] goes to its subscription alone",
        "FaultyController.NoException(): it says of no exception that it handles it",
        "FaultyController.TwoExceptions(TimeoutException one, Exception two): it is called for one exception, but takes 'one' and 'two'; remove one",
        "FaultyController.OfNoException(): Said is no exception",
        "FaultyController.OtherException(ArgumentException e): its parameter takes a ArgumentException, which a FormatException is not",
        "FaultyController.HandledAgain(NotSupportedException e): NotSupportedException is handled by FaultyController.Handled(NotSupportedException e) already",
        "FaultyController.WantsVariable(OverflowException e, String room): it uses the variable '{room}', which '/exactly' does not have",
        "FaultyController.Streams(RankException e): an exception handler has one result, not a stream",
        "FaultyController.BothKinds(IServiceProvider services): it is mapped to a destination, too; split it in two methods",
        "FaultyController.HiddenHandler(InvalidCastException e): an exception handler is public",
        "AbstractController: a message controller is a public class, neither abstract nor generic",
        "NeedyController: its constructor takes 'gate' of type Gate, which is no registered service; register it",
        "TwiceMadeController: it needs one public constructor; of several mark one with [ActivatorUtilitiesConstructor]",
    ];

    [Fact]
    public async Task Every_fault_is_named_with_its_method_and_its_cure()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(stomp: stomp => stomp
            .AddMessageController<FaultyController>().AddMessageController<AbstractController>()
            .AddMessageController<NeedyController>().AddMessageController<TwiceMadeController>()));

        foreach (var expected in Expected) Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        var lines = fault.Message.Split('\n')[1..];
        Assert.Equal(lines.Distinct(), lines);
        Assert.All(lines, line => Assert.Contains(Expected, expected => line.Contains(expected, StringComparison.Ordinal) || line.Contains("WantsVariable", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_default_destination_needs_its_prefix()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(
            options => options.BrokerPrefixes = ["/news"], stomp => stomp.AddMessageController<EchoController>()));

        Assert.Contains("EchoController.Say(Int32 id, Echo echo): its result would go to '/topic', which is no prefix of the broker; say where with [SendTo]",
            fault.Message, StringComparison.Ordinal);
    }
}
