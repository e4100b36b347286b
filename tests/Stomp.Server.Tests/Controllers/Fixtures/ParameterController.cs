using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests;

/// <summary>Parameters of every kind; the answer says what came.</summary>
[MessageController, MessageMapping("/p"), SendToUser("/queue/got")]
public sealed class ParameterController
{
    [MessageMapping("/header")]
    public string Header([Header] int count) => $"{count}";

    [MessageMapping("/header-named")]
    public string Named([Header("x-level")] Level level) => $"{level}";

    [MessageMapping("/header-nullable")]
    public string Nullably([Header] int? count, [Header] string? text, [Header] Level? level) => $"{count} {text} {level}";

    [MessageMapping("/header-default")]
    public string Default([Header(DefaultValue = "7")] int count, [Header] Level level = Level.High, [Header(Required = false)] long none = 9) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} {level} {none}");

    [MessageMapping("/headers")]
    public string All(StompHeaders headers) => string.Join(' ', headers.Select(header => header.Key));

    [MessageMapping("/message")]
    public string Message(StompMessage<Said> message) => $"{message?.Destination} {message?.Headers["x"]} {message?.Payload.Text}";

    [MessageMapping("/frame")]
    public string Frame(StompFrame frame) => $"{frame?.Command} {frame?.GetBodyText()}";

    [MessageMapping("/services")]
    public string Services([FromServices] DisposalLog log, [FromServices] ScopedThing thing, [FromKeyedServices("a")] Gate gate, [FromServices] Gate? none) =>
        $"{log is not null} {thing is not null} {gate is not null} {none is null}";

    [MessageMapping("/optional")]
    public string Optional(Said? said) => said?.Text ?? "nothing";

    [MessageMapping("/not-required")]
    public string NotRequired([Payload(Required = false)] string text) => text ?? "nothing";

    [MessageMapping("/number")]
    public string Number(int number = 5) => $"{number}";

    [MessageMapping("/variable/{level}", "/variable")]
    public string Variable(Level? level, Guid? id = null) => $"{level} {id}";
}
