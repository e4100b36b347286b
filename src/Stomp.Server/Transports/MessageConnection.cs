using Stomp.Server.Broker;

namespace Stomp.Server.Transports;

/// <summary>
/// The seam for whole messages, both ways: a WebSocket, SockJS in one, or SockJS over requests. A handler of raw messages sits on it, and so
/// does STOMP (<see cref="MessageTransport"/>), but where it writes past the library's WebSocket.
/// </summary>
internal abstract class MessageConnection
{
    /// <summary>Cancelled when the connection is gone.</summary>
    public abstract CancellationToken Lost { get; }

    /// <summary>Whether it can carry more than text.</summary>
    public abstract bool CarriesBinary { get; }

    /// <summary>Hands what comes to the sink until the connection ends. Called once, before anything is sent.</summary>
    /// <returns>How it ended. Connections that break are no exceptions here.</returns>
    public abstract Task<ConnectionEnd> RunAsync(IMessageSink sink);

    /// <summary>Sends messages, in their order. The frames are only lent until this returns.</summary>
    /// <returns>Done when more may be sent without having it pile up.</returns>
    public abstract ValueTask SendAsync(ReadOnlySpan<EncodedFrame> messages);

    /// <summary>Tells the peer, behind what was sent, that nothing more will come, and why.</summary>
    public abstract ValueTask CloseAsync(MessageCloseStatus status);

    /// <summary>Cuts the connection.</summary>
    public abstract void Abort();
}
