namespace Stomp.Server.Tests;

[MessageControllerAdvice]
public sealed class ErrorAdvice
{
    [MessageExceptionHandler]
    public string OnTimeout(TimeoutException e, StompHeaders headers) => $"advice: {headers?["destination"]}";

    [MessageExceptionHandler]
    public string OnRefused(MessageRejectedException e) => $"advice: {e?.Message}";

    [MessageExceptionHandler]
    public void OnArgument(ArgumentException e) => throw new InvalidOperationException("the controller's own comes first");
}
