using System.Buffers;
using System.IO.Pipelines;
using Stomp.Server.Broker;
using Stomp.Server.Sessions;

namespace Stomp.Server.Transports;

/// <summary>
/// Takes what a session is sent through its endpoint's filters, on the way from the outbox to the connection: order is the outbox', and who has
/// no such filters pays nothing. Frames come encoded, shared with others, so each is read again here.
/// </summary>
internal sealed class OutboundFilterTransport(StompTransport inner, StompSession session) : StompTransport
{
    private static readonly StompLimits NoLimits = new()
    {
        MaxFrameBytes = int.MaxValue,
        MaxBodyBytes = int.MaxValue,
        MaxHeaders = int.MaxValue,
        MaxHeaderLineBytes = int.MaxValue,
    };

    private readonly StompParser _parser = new(NoLimits);
    private readonly List<EncodedFrame> _passed = [];
    private readonly FrameBatch _batch = new();
    private EncodedFrame? _encoded;
    private StompFrame? _frame;

    public override PipeReader Input => inner.Input;

    public override bool TellsWhy => inner.TellsWhy;

    public override ReadResult Decode(ReadResult read) => inner.Decode(read);

    public override void AdvanceTo(SequencePosition consumed, ReadResult decoded) => inner.AdvanceTo(consumed, decoded);

    public override ValueTask CompleteInputAsync() => inner.CompleteInputAsync();

    public override CancellationToken Lost => inner.Lost;

    public override async ValueTask WriteAsync(FrameBatch batch)
    {
        // The caller's batch is only lent until the first await.
        var taken = batch.Frames.ToArray();
        _passed.Clear();
        foreach (var frame in taken) await FilterAsync(frame);

        foreach (var frame in _passed)
        {
            if (_batch.Room < frame.Length) await WriteBatchAsync();
            _batch.Add(frame);
        }

        if (_batch.Count > 0) await WriteBatchAsync();
    }

    public override ValueTask CloseOutputAsync(DisconnectReason reason, string text) => inner.CloseOutputAsync(reason, text);

    public override ValueTask FinishOutputAsync() => inner.FinishOutputAsync();

    public override void Abort() => inner.Abort();

    private async ValueTask WriteBatchAsync()
    {
        await inner.WriteAsync(_batch);
        _batch.Release();
    }

    private async ValueTask FilterAsync(EncodedFrame encoded)
    {
        var bytes = new ReadOnlySequence<byte>(encoded.Stomp);
        _parser.Version = session.Version;
        // Heart-beats, and the WebSocket's own frames, hold no STOMP frame.
        if (!_parser.TryParse(ref bytes, out var frame))
        {
            _passed.Add(encoded);
            return;
        }

        (_encoded, _frame) = (encoded, frame);
        try
        {
            await session.Endpoint.FilterOutboundAsync(new StompContext(session, frame, PassAsync, Reply));
        }
        catch (MessageRejectedException e)
        {
            session.LogMessageRefused(frame.Headers[StompHeaderNames.Destination] ?? frame.Command.ToWireName(), e.Type);
        }
        catch (Exception e)
        {
            // Whatever it is, the connection is not to blame for it.
            throw new InvalidOperationException($"An outbound filter failed on a {frame.Command.ToWireName()} frame.", e);
        }
    }

    private ValueTask PassAsync(StompContext context)
    {
        if (context.Frame == _frame) _passed.Add(_encoded!);
        else Reply(context.Frame);
        return default;
    }

    private void Reply(StompFrame frame)
    {
        // The session's own last frame, changed, is its last frame still.
        if (frame.Command == StompCommand.Error && !session.IsClosing) session.CloseWith(frame);
        else _passed.Add(FrameEncoder.Encode(frame, session.Version));
    }
}
