using System.IO.Pipelines;

namespace Stomp.Server.Transports;

/// <summary>
/// What a session sits on: bytes of STOMP come in as a pipe, frames go out whole. A transport decides how frames travel; nothing
/// above it knows.
/// </summary>
internal abstract class StompTransport
{
    /// <summary>The client's bytes; completed when it has closed, failing when the connection broke.</summary>
    public abstract PipeReader Input { get; }

    /// <summary>Takes STOMP out of what was read from <see cref="Input"/>, and what was not used up before. What it returns goes to <see cref="AdvanceTo"/>.</summary>
    public virtual ReadResult Decode(ReadResult read) => read;

    /// <summary>Tells how far what was decoded is used up; all of it has been looked at.</summary>
    public virtual void AdvanceTo(SequencePosition consumed, ReadResult decoded) => Input.AdvanceTo(consumed, decoded.Buffer.End);

    /// <summary>Ends reading.</summary>
    public virtual ValueTask CompleteInputAsync() => Input.CompleteAsync();

    /// <summary>Cancelled when the connection is gone, also while nobody reads.</summary>
    public abstract CancellationToken Lost { get; }

    /// <summary>Whether the peer hears from the connection's own end why it ended.</summary>
    public virtual bool TellsWhy => true;

    /// <summary>
    /// Writes frames, all at once. Only one write is under way at a time. When it returns, done or not, the batch is the caller's again.
    /// </summary>
    public abstract ValueTask WriteAsync(FrameBatch batch);

    /// <summary>Tells the peer that nothing more will come. A frame that does so goes through the outbox: nothing else may write.</summary>
    public abstract ValueTask CloseOutputAsync(DisconnectReason reason, string text);

    /// <summary>Ends the output, once everything has been written.</summary>
    public virtual ValueTask FinishOutputAsync() => default;

    /// <summary>Cuts the connection: reads and writes under way fail.</summary>
    public abstract void Abort();
}
