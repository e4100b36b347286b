namespace Stomp.Server.Controllers;

/// <summary>Has results sent when they are there; null is no reply.</summary>
internal static class Results
{
    public static ValueTask SendAsync<T>(ControllerInvocation invocation, T result, ResultSender<T> sender) =>
        result is null ? default : sender(invocation, result);

    public static async ValueTask SendWhenDoneAsync<T>(ControllerInvocation invocation, ValueTask<T> result, ResultSender<T> sender) =>
        await SendAsync(invocation, await result, sender);

    public static async ValueTask SendLaterAsync<T>(ControllerInvocation invocation, Task<T> result, ResultSender<T> sender) =>
        await SendAsync(invocation, await result, sender);
}
