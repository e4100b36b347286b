using System.Buffers;
using BenchmarkDotNet.Attributes;
using Stomp;

namespace Micro;

[MemoryDiagnoser]
public class WriterBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly StompFrame _small = SampleFrames.Message(100, "text/plain");
    private readonly StompFrame _escaped = SampleFrames.Message(100, "a:b\\c\nd");
    private readonly StompFrame _large = SampleFrames.Message(10 * 1024, "text/plain");

    [Benchmark]
    public int Message100Bytes() => Write(_small);

    [Benchmark]
    public int Message100BytesWithEscapes() => Write(_escaped);

    [Benchmark]
    public int Message10KiB() => Write(_large);

    private int Write(StompFrame frame)
    {
        _output.ResetWrittenCount();
        StompWriter.Write(_output, frame, StompVersion.V12);
        return _output.WrittenCount;
    }
}
