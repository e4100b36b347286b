namespace Stomp.Server.Tests;

/// <summary>Throws, and handles some of it.</summary>
[MessageController, MessageMapping("/throw/{room}"), SendTo("/topic/never")]
public sealed class ThrowingController(DisposalLog log) : IDisposable
{
    private readonly int _number = log.Next();

    [MessageMapping("/{what}")]
    public void Throw(string room, string what) => throw what switch
    {
        "argument" => new ArgumentException("about an argument", nameof(what)),
        "null" => new ArgumentNullException(nameof(what)),
        "format" => new FormatException("of a format"),
        "timeout" => new TimeoutException("too late"),
        "worse" => new InvalidDataException("inner secret"),
        "rejected" => new MessageRejectedException("refused"),
        _ => new NotSupportedException("inner secret"),
    };

    [SubscribeMapping("/subscribed")]
    public string ThrowOnSubscribe(string room) => throw new FormatException("of a format");

    [MessageExceptionHandler]
    public string OnArgument(ArgumentException e, [DestinationVariable] string room, [Header] string? x, IStompSession session) =>
        $"argument in {room} {x} {session.Id.Length} made {_number}";

    [MessageExceptionHandler, SendToUser("/queue/told/{room}", Broadcast = false)]
    public async Task<Said> OnNull(ArgumentNullException e)
    {
        await Task.Yield();
        return new("null");
    }

    [MessageExceptionHandler(typeof(FormatException), typeof(OverflowException)), SendTo("/topic/told/{room}")]
    public static string OnFormat(Exception e) => e?.Message ?? "";

    [MessageExceptionHandler]
    public void OnWorse(InvalidDataException e) => throw new InvalidOperationException("even worse");

    public void Dispose() => log.Disposed.Enqueue($"controller {_number}");
}
