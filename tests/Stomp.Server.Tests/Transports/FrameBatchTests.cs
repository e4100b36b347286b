using System.Text;
using Stomp.Server.Broker;
using Stomp.Server.Transports;

namespace Stomp.Server.Tests.Transports;

/// <summary>The bytes of one write.</summary>
public sealed class FrameBatchTests
{
    private readonly EncodedFrame _a = Frame("a");
    private readonly EncodedFrame _b = Frame("bb");
    private readonly FrameBatch _batch = new();

    [Fact]
    public void Frames_are_joined_in_the_form_that_is_asked_for()
    {
        Fill(_a, _b);

        Assert.Equal("abb", Encoding.UTF8.GetString(_batch.Join(WireForm.Stomp).Span));
        Assert.Equal([0x81, 1, (byte)'a', 0x81, 2, (byte)'b', (byte)'b'], _batch.Join(WireForm.WebSocketMessage).ToArray());
    }

    [Fact]
    public void The_same_frames_are_joined_once()
    {
        Fill(_a, _b);
        _batch.Join(WireForm.Stomp);
        Fill(_a, _b);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var again = _batch.Join(WireForm.Stomp);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal("abb", Encoding.UTF8.GetString(again.Span));
        Fill(_b, _a);
        Assert.Equal("bba", Encoding.UTF8.GetString(_batch.Join(WireForm.Stomp).Span));
        Fill(_b, _a, _a);
        Assert.Equal("bbaa", Encoding.UTF8.GetString(_batch.Join(WireForm.Stomp).Span));
    }

    [Fact]
    public void Bytes_that_were_given_up_are_not_written_over()
    {
        Fill(_a, _b);
        var kept = _batch.Join(WireForm.Stomp);
        _batch.GiveUpBytes();

        Fill(_b, _b);
        _batch.Join(WireForm.Stomp);

        Assert.Equal("abb", Encoding.UTF8.GetString(kept.Span));
    }

    [Fact]
    public void A_batch_takes_one_frame_of_any_length_and_64_KiB_of_several()
    {
        Assert.Equal(int.MaxValue, _batch.Room);
        _batch.Add(Frame(new string('x', 100_000)));
        Assert.InRange(_batch.Room, int.MinValue, 0);
        Assert.Equal(100_000, _batch.Join(WireForm.Stomp).Length);

        _batch.Clear();
        _batch.Add(_a);
        Assert.Equal((64 * 1024) - _a.Length, _batch.Room);
        while (_batch.Room > 0) _batch.Add(_a);
        Assert.Equal(256, _batch.Count);
    }

    private static EncodedFrame Frame(string text) => EncodedFrame.Create(Encoding.UTF8.GetBytes(text), isText: true);

    private void Fill(params EncodedFrame[] frames)
    {
        _batch.Clear();
        foreach (var frame in frames) _batch.Add(frame);
    }
}
