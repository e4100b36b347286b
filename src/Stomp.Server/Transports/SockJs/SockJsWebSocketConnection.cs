using System.Buffers;
using Stomp.Server.Broker;

namespace Stomp.Server.Transports.SockJs;

/// <summary>SockJS in a WebSocket, <c>websocket</c>: its frames as messages. The session lives as long as the WebSocket.</summary>
internal sealed class SockJsWebSocketConnection(MessageConnection socket, SockJsOptions options, SockJsTimer timer)
    : MessageConnection, IMessageSink, ISockJsTimed
{
    private static readonly EncodedFrame Open = EncodedFrame.Create(SockJsFrames.Open, isText: true);
    private static readonly EncodedFrame HeartBeat = EncodedFrame.Create(SockJsFrames.HeartBeat, isText: true);

    private IMessageSink? _sink;
    private MessageCloseStatus? _closed;
    private long _lastSent;

    public override CancellationToken Lost => socket.Lost;

    public override bool CarriesBinary => false;

    public bool SendsHeartBeats => true;

    public override async Task<ConnectionEnd> RunAsync(IMessageSink sink)
    {
        _sink = sink;
        var opening = SendFrameAsync(Open);
        timer.Add(this, options.HeartBeat);
        try
        {
            await opening;
            var end = await socket.RunAsync(this);
            return _closed is { } status ? new(status, end.Fault) : end;
        }
        finally
        {
            timer.Remove(this);
        }
    }

    public async ValueTask OnMessageAsync(ReadOnlyMemory<byte> message, bool isText)
    {
        if (message.IsEmpty) return;
        if (SockJsMessages.Parse(message.Span, allowsSingle: true) is not { } messages)
        {
            // SockJS 0.3.3, "test_broken_json": abruptly.
            Abort();
            return;
        }

        foreach (var one in messages) await _sink!.OnMessageAsync(one, isText: true);
    }

    public override ValueTask SendAsync(ReadOnlySpan<EncodedFrame> messages)
    {
        var output = new ArrayBufferWriter<byte>();
        var texts = new ReadOnlyMemory<byte>[messages.Length];
        for (var i = 0; i < texts.Length; i++) texts[i] = messages[i].SockJsText;
        SockJsFrames.WriteMessages(output, texts);
        return SendFrameAsync(EncodedFrame.Create(output.WrittenSpan, isText: true));
    }

    public override async ValueTask CloseAsync(MessageCloseStatus status)
    {
        if (_closed is not null) return;
        _closed = status;
        await SendFrameAsync(EncodedFrame.Create(SockJsFrames.Close(status), isText: true));
        // The client has been told; what the WebSocket says is for proxies.
        await socket.CloseAsync(new(MessageCloseStatus.Normal, ""));
    }

    public override void Abort() => socket.Abort();

    public void CheckDeadlines()
    {
        if (_sink is { SendsHeartBeats: true }) return;
        if (timer.Time.GetElapsedTime(Volatile.Read(ref _lastSent)) >= options.HeartBeat) _ = SendHeartBeatAsync();
    }

    private ValueTask SendFrameAsync(EncodedFrame frame)
    {
        Volatile.Write(ref _lastSent, timer.Time.GetTimestamp());
        return socket.SendAsync([frame]);
    }

    private async Task SendHeartBeatAsync()
    {
        try
        {
            await SendFrameAsync(HeartBeat);
        }
        catch (Exception e) when (Sessions.ConnectionFaults.Include(e))
        {
            // Whoever reads learns of it.
        }
    }
}
