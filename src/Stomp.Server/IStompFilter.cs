namespace Stomp.Server;

/// <summary>
/// Stands in the way of frames, as middleware does in the way of requests: Spring's ChannelInterceptor. It may look at a frame, change it
/// (<see cref="StompContext.Frame"/>), answer it (<see cref="StompContext.Reply"/>), or refuse it by throwing
/// <see cref="MessageRejectedException"/>. A filter is a singleton, and is called for the frames of a session one after the other. What else
/// it throws ends that session and is logged.
/// </summary>
/// <remarks>
/// Registered with <see cref="StompBuilder.AddFilter{TFilter}"/> it sees what clients send (CONNECT and DISCONNECT, too), on every
/// endpoint; with <see cref="StompBuilder.AddOutboundFilter{TFilter}"/> what is sent to them. <see cref="StompEndpointOptions"/> has the
/// same for one endpoint alone. Filters run in the order of their registration, those of all endpoints first. Heart-beats are no frames.
/// <para>
/// An outbound filter runs when a frame is about to be written, beside the session's handlers; while it waits nothing is written, and after
/// <see cref="StompOptions.SendTimeLimit"/> the session is cut as a slow one.
/// </para>
/// </remarks>
public interface IStompFilter
{
    /// <summary>Handles a frame, or has the next one handle it.</summary>
    /// <param name="context">The frame and its session.</param>
    /// <param name="next">
    /// The rest of the way, to be awaited. A frame that is not passed on has been handled: its receipt is sent, nothing else happens. (But a
    /// DISCONNECT ends the session all the same, and a CONNECT that is not passed on is refused.)
    /// </param>
    /// <exception cref="MessageRejectedException">
    /// The frame is refused and the client told why, as <see cref="MessageRejectedException"/> says; in an outbound filter it is left out.
    /// </exception>
    ValueTask InvokeAsync(StompContext context, Func<StompContext, ValueTask> next);
}
