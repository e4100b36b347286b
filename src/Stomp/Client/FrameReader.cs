using System.Buffers;
using System.IO.Pipelines;

namespace Stomp.Client;

/// <summary>Reads frames from a connection, and knows for how long nothing has come.</summary>
internal sealed class FrameReader(PipeReader input, StompClientOptions options)
{
    private readonly StompParser _parser = new(options.Limits);
    private ReadOnlySequence<byte> _unread;
    private bool _isBorrowing;
    private bool _isComplete;
    private long _waitingSince;

    public StompVersion Version { set => _parser.Version = value; }

    /// <summary>
    /// How long the server has sent nothing while it was listened to. Time in which a slow consumer keeps the reader from reading does
    /// not count: what came then is still in the socket.
    /// </summary>
    public TimeSpan Silence => Volatile.Read(ref _waitingSince) is > 0 and var since ? options.TimeProvider.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>The next frame, whose body is borrowed until the next call; null when the server has closed.</summary>
    public async ValueTask<StompFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_parser.TryParse(ref _unread, out var frame)) return frame;
            if (_isBorrowing) input.AdvanceTo(_unread.Start, _unread.End);
            _isBorrowing = false;
            _unread = default;
            if (_isComplete) return null;

            Volatile.Write(ref _waitingSince, options.TimeProvider.GetTimestamp());
            var result = await input.ReadAsync(cancellationToken);
            Volatile.Write(ref _waitingSince, 0);
            _unread = result.Buffer;
            _isComplete = result.IsCompleted;
            _isBorrowing = true;
        }
    }
}
