namespace Stomp.Server.Controllers;

/// <summary>Makes the whole message.</summary>
internal sealed class MessageReader<T>(PayloadReader<T> payload)
{
    public StompMessage<T> Read(ControllerInvocation invocation) => new(invocation.Destination, invocation.Frame.Headers, payload.Read(invocation)!);
}
