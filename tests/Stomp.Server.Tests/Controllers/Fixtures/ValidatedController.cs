namespace Stomp.Server.Tests;

[MessageController]
public sealed class ValidatedController
{
    [MessageMapping("/order")]
    public string Order(Order order) => "taken";

    [MessageMapping("/span")]
    public string Span(TimeRange range) => "taken";
}
