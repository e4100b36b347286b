using System.Buffers;

namespace Stomp.Server.Transports.SockJs;

/// <summary>How the frames of a session stand in an answer: one class for each way of receiving.</summary>
internal abstract class SockJsReceiver
{
    public abstract string ContentType { get; }

    /// <summary>Whether the answer goes on after a frame.</summary>
    public virtual bool IsStreaming => true;

    /// <summary>Writes what comes before the first frame.</summary>
    public virtual void WritePrelude(IBufferWriter<byte> output)
    {
    }

    /// <summary>Writes a frame.</summary>
    public abstract void WriteFrame(IBufferWriter<byte> output, ReadOnlySpan<byte> frame);
}
