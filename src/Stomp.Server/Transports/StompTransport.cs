using System.IO.Pipelines;
using Stomp.Server.Broker;

namespace Stomp.Server.Transports;

/// <summary>
/// What a session sits on: bytes of STOMP come in as a pipe, frames go out whole. A transport decides how frames travel; nothing
/// above it knows.
/// </summary>
internal abstract class StompTransport
{
    /// <summary>The client's bytes; completed when it has closed, failing when the connection broke.</summary>
    public abstract PipeReader Input { get; }

    /// <summary>Cancelled when the connection is gone, also while nobody reads.</summary>
    public abstract CancellationToken Lost { get; }

    /// <summary>Writes frames, in as few writes as the transport can. Only one write is under way at a time.</summary>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<EncodedFrame> frames);

    /// <summary>Tells the peer that nothing more will come. A frame that does so goes through the outbox: nothing else may write.</summary>
    public abstract ValueTask CloseOutputAsync(DisconnectReason reason, string text);

    /// <summary>Ends the output, once everything has been written.</summary>
    public virtual ValueTask FinishOutputAsync() => default;

    /// <summary>Cuts the connection: reads and writes under way fail.</summary>
    public abstract void Abort();
}
