using System.IO.Pipelines;

namespace Stomp.Server.Transports.Handover;

/// <summary>What HTTP reads from a <see cref="HeldConnection"/>.</summary>
internal sealed class HeldReader(HeldConnection held, PipeReader reader) : PipeReader
{
    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => reader.ReadAsync(cancellationToken);

    public override bool TryRead(out ReadResult result) => reader.TryRead(out result);

    public override void AdvanceTo(SequencePosition consumed) => reader.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => reader.AdvanceTo(consumed, examined);

    public override void CancelPendingRead()
    {
        if (held.Successor is null) reader.CancelPendingRead();
    }

    public override void Complete(Exception? exception = null)
    {
        if (held.Successor is null) reader.Complete(exception);
    }

    public override ValueTask CompleteAsync(Exception? exception = null) => held.Successor is null ? reader.CompleteAsync(exception) : default;

    public override Task CopyToAsync(PipeWriter destination, CancellationToken cancellationToken = default) =>
        reader.CopyToAsync(destination, cancellationToken);

    public override Task CopyToAsync(Stream destination, CancellationToken cancellationToken = default) =>
        reader.CopyToAsync(destination, cancellationToken);

    protected override ValueTask<ReadResult> ReadAtLeastAsyncCore(int minimumSize, CancellationToken cancellationToken) =>
        reader.ReadAtLeastAsync(minimumSize, cancellationToken);
}
