using System.Buffers;
using System.IO.Pipelines;

namespace Stomp.Server.Transports;

/// <summary>STOMP on a connection that carries messages. What comes is one stream of bytes; each frame goes out as a message.</summary>
internal sealed class MessageTransport(MessageConnection connection) : StompTransport, IMessageSink
{
    // What a client may send ahead of the frame that is being handled.
    private const int MostBytesAhead = 64 * 1024;

    // The session reads inline, so whoever brought a frame knows that it was handled, mostly, and no thread is woken for it.
    private static readonly PipeOptions Options = new(readerScheduler: PipeScheduler.Inline, pauseWriterThreshold: MostBytesAhead,
        resumeWriterThreshold: MostBytesAhead / 2, useSynchronizationContext: false);

    private readonly Pipe _input = new(Options);
    private readonly Lock _gate = new();
    private MessageCloseStatus _close = new(MessageCloseStatus.Normal, "");
    private bool _isEnded;

    public override PipeReader Input => _input.Reader;

    public override CancellationToken Lost => connection.Lost;

    /// <summary>Tells whether the session has heart-beats of its own.</summary>
    public Func<bool> HasHeartBeats { get; set; } = () => false;

    public bool SendsHeartBeats => HasHeartBeats();

    /// <summary>Has what comes read until the connection ends.</summary>
    public async Task RunAsync()
    {
        var end = await connection.RunAsync(this);
        lock (_gate) _isEnded = true;
        await _input.Writer.CompleteAsync(end.Fault);
    }

    public async ValueTask OnMessageAsync(ReadOnlyMemory<byte> message, bool isText)
    {
        lock (_gate)
        {
            if (_isEnded) return;
            _input.Writer.Write(message.Span);
        }

        // Not under the lock: the reader may go on inline.
        await _input.Writer.FlushAsync();
    }

    public override ValueTask WriteAsync(FrameBatch batch) => connection.SendAsync(batch.Frames);

    /// <remarks>What ends the session may not have been written yet, so the connection is told when the output is finished.</remarks>
    public override ValueTask CloseOutputAsync(DisconnectReason reason, string text)
    {
        _close = new((int)WebSocketTransport.StatusFor(reason), WebSocketTransport.Fit(text));
        return default;
    }

    public override ValueTask FinishOutputAsync() => connection.CloseAsync(_close);

    public override void Abort() => connection.Abort();
}
