using Stomp.Server.Broker;

namespace Stomp.Server.Transports;

/// <summary>
/// The frames that one write takes, and their bytes in a row. Those who read a room hold the same frames, mostly: what was joined for one
/// is used again for the next.
/// </summary>
internal sealed class FrameBatch
{
    // One write takes at most this much, so that progress can be seen while a lot is queued.
    private const int MostFrames = 256;
    private const int MostBytes = 64 * 1024;

    private readonly EncodedFrame[] _frames = new EncodedFrame[MostFrames];
    private readonly EncodedFrame[] _joinedFrames = new EncodedFrame[MostFrames];
    private int _joinedCount;
    private WireForm _joinedForm;
    private byte[] _joined = [];
    private int _joinedLength;

    /// <summary>How many bytes the frames have.</summary>
    public int Bytes { get; private set; }

    /// <summary>How many frames there are.</summary>
    public int Count { get; private set; }

    /// <summary>The frames.</summary>
    public ReadOnlySpan<EncodedFrame> Frames => _frames.AsSpan(0, Count);

    /// <summary>How long a frame may be to be added; a batch without frames takes any.</summary>
    public int Room => Count == 0 ? int.MaxValue : Count == MostFrames ? 0 : MostBytes - Bytes;

    public void Add(EncodedFrame frame)
    {
        _frames[Count++] = frame;
        Bytes += frame.Length;
    }

    /// <summary>Forgets the frames, but not their bytes.</summary>
    public void Clear() => Count = Bytes = 0;

    /// <summary>Forgets everything, so that no frame is held while nothing is to be done.</summary>
    public void Release()
    {
        Clear();
        Array.Clear(_frames);
        Array.Clear(_joinedFrames);
        _joinedCount = 0;
    }

    /// <summary>The bytes of the frames. They stay as they are until the next batch is joined, or for good after <see cref="GiveUpBytes"/>.</summary>
    public ReadOnlyMemory<byte> Join(WireForm form)
    {
        if (Count == 1) return _frames[0].In(form);
        if (form != _joinedForm || !HoldsWhatWasJoined()) JoinAnew(form);
        return _joined.AsMemory(0, _joinedLength);
    }

    /// <summary>Leaves the bytes to a write that could not be finished at once.</summary>
    public void GiveUpBytes()
    {
        if (Count == 1) return;
        _joined = [];
        _joinedCount = 0;
    }

    private bool HoldsWhatWasJoined()
    {
        if (Count != _joinedCount) return false;
        for (var i = 0; i < Count; i++)
        {
            if (!ReferenceEquals(_frames[i], _joinedFrames[i])) return false;
        }

        return true;
    }

    private void JoinAnew(WireForm form)
    {
        if (_joined.Length < Bytes) _joined = GC.AllocateUninitializedArray<byte>(MostBytes);
        _joinedLength = 0;
        foreach (var frame in Frames)
        {
            var bytes = frame.In(form).Span;
            bytes.CopyTo(_joined.AsSpan(_joinedLength));
            _joinedLength += bytes.Length;
        }

        Frames.CopyTo(_joinedFrames);
        _joinedCount = Count;
        _joinedForm = form;
    }
}
