using System.Collections.Concurrent;

namespace Stomp.Server.Tests.SockJs;

/// <summary>A handler of raw messages that remembers its calls and does what a test says.</summary>
public sealed class HandlerProbe : IMessageHandler
{
    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentQueue<IMessageSession> Sessions { get; } = new();

    public Func<IMessageSession, ValueTask> OnConnected { get; set; } = _ => default;

    public Func<IMessageSession, ReceivedMessage, ValueTask> OnMessage { get; set; } = (session, message) => session.SendAsync(message.GetText());

    public async ValueTask OnConnectedAsync(IMessageSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        Sessions.Enqueue(session);
        Calls.Enqueue($"connected {session.User.Identity?.Name}");
        await OnConnected(session);
    }

    public ValueTask OnMessageAsync(IMessageSession session, ReceivedMessage message)
    {
        Calls.Enqueue($"message {message.GetText()}");
        return OnMessage(session, message);
    }

    public ValueTask OnErrorAsync(IMessageSession session, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Calls.Enqueue($"error {exception.Message}");
        return default;
    }

    public ValueTask OnClosedAsync(IMessageSession session, MessageCloseStatus status)
    {
        Calls.Enqueue($"closed {status.Code} {status.Reason}");
        return default;
    }

    public Task WhenClosedAsync() => Eventually.TrueAsync(() => Calls.Any(call => call.StartsWith("closed", StringComparison.Ordinal)), () => string.Join(", ", Calls));
}
