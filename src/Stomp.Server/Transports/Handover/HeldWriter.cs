using System.IO.Pipelines;

namespace Stomp.Server.Transports.Handover;

/// <summary>What HTTP writes to a <see cref="HeldConnection"/>.</summary>
internal sealed class HeldWriter(HeldConnection held, PipeWriter writer) : PipeWriter
{
    public override bool CanGetUnflushedBytes => writer.CanGetUnflushedBytes;

    public override long UnflushedBytes => writer.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => writer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => writer.GetSpan(sizeHint);

    public override void Advance(int bytes) => writer.Advance(bytes);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => writer.FlushAsync(cancellationToken);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(source, cancellationToken);

    public override void CancelPendingFlush()
    {
        if (held.Successor is null) writer.CancelPendingFlush();
    }

    public override void Complete(Exception? exception = null)
    {
        if (held.Successor is null) writer.Complete(exception);
    }

    public override ValueTask CompleteAsync(Exception? exception = null) => held.Successor is null ? writer.CompleteAsync(exception) : default;
}
