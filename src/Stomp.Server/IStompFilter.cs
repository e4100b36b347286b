namespace Stomp.Server;

/// <summary>
/// Stands in the way of frames, as middleware does in the way of requests: Spring's ChannelInterceptor. It may look at a frame, change it
/// (<see cref="StompContext.Frame"/>), answer it (<see cref="StompContext.Reply"/>), or refuse it by throwing
/// <see cref="MessageRejectedException"/>. A filter is a singleton, and is called for the frames of a session one after the other.
/// </summary>
/// <remarks>
/// Registered with <see cref="StompBuilder.AddFilter{TFilter}"/> it sees what clients send (CONNECT and DISCONNECT, too), on every
/// endpoint; with <see cref="StompBuilder.AddOutboundFilter{TFilter}"/> what is sent to them. <see cref="StompEndpointOptions"/> has the
/// same for one endpoint alone. Filters run in the order of their registration, those of all endpoints first.
/// </remarks>
public interface IStompFilter
{
    /// <summary>Handles a frame, or has the next one handle it.</summary>
    /// <param name="context">The frame and its session.</param>
    /// <param name="next">The rest of the way. A frame that is not passed on has been handled: its receipt is sent, nothing else happens.</param>
    /// <exception cref="MessageRejectedException">The frame is refused; the client is told why.</exception>
    ValueTask InvokeAsync(StompContext context, Func<StompContext, ValueTask> next);
}
