using System.Buffers;
using System.Threading.Channels;

namespace Stomp.Server.Testing;

/// <summary>Reads what the server sends, in the background and with the parser that the server has, until the connection ends.</summary>
internal sealed class FramePump
{
    private readonly TestConnection _connection;
    private readonly Action<StompFrame> _onFrame;
    private readonly StompParser _parser = new(new StompLimits { MaxFrameBytes = int.MaxValue, MaxBodyBytes = int.MaxValue });
    private readonly Channel<bool> _heartBeats = Channel.CreateUnbounded<bool>();
    private volatile TaskCompletionSource? _paused;
    private bool _isBetweenFrames = true;

    public FramePump(TestConnection connection, Action<StompFrame> onFrame, Action onEnded)
    {
        _connection = connection;
        _onFrame = onFrame;
        Ended = RunAsync(onEnded);
    }

    /// <summary>Done when everything has been read.</summary>
    public Task Ended { get; }

    /// <summary>The version that was agreed on.</summary>
    public StompVersion Version
    {
        get => _parser.Version;
        set => _parser.Version = value;
    }

    public void Pause() => _paused ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume()
    {
        var paused = _paused;
        _paused = null;
        paused?.TrySetResult();
    }

    /// <returns>Whether there was one in time.</returns>
    public async Task<bool> TakeHeartBeatAsync(TimeSpan timeout)
    {
        try
        {
            return await _heartBeats.Reader.ReadAsync().AsTask().WaitAsync(timeout);
        }
        catch (Exception e) when (e is TimeoutException or ChannelClosedException)
        {
            return false;
        }
    }

    private async Task RunAsync(Action onEnded)
    {
        await Task.Yield();
        var unread = ReadOnlySequence<byte>.Empty;
        while (await _connection.ReadAsync() is { IsEmpty: false } read)
        {
            if (_paused is { } paused) await paused.Task;
            unread = new ReadOnlySequence<byte>([.. unread.ToArray(), .. read.Span]);
            Parse(ref unread);
        }

        _heartBeats.Writer.TryComplete();
        onEnded();
    }

    private void Parse(ref ReadOnlySequence<byte> unread)
    {
        while (true)
        {
            // Between frames an EOL is a heart-beat; the parser would take it without a word.
            while (!unread.IsEmpty && unread.FirstSpan[0] == '\n' && _isBetweenFrames)
            {
                unread = unread.Slice(1);
                _heartBeats.Writer.TryWrite(true);
            }

            if (unread.IsEmpty) return;
            _isBetweenFrames = _parser.TryParse(ref unread, out var frame);
            if (frame is null) return;
            _onFrame(frame.ToOwned());
        }
    }
}
