using System.Buffers;
using BenchmarkDotNet.Attributes;
using Stomp;

namespace Micro;

[MemoryDiagnoser]
public class ParserBenchmarks
{
    private readonly StompParser _parser = new();
    private readonly ReadOnlySequence<byte> _small = new(SampleFrames.Send(100));
    private readonly ReadOnlySequence<byte> _large = new(SampleFrames.Send(10 * 1024));
    private readonly ReadOnlySequence<byte> _hundred = new([.. Enumerable.Repeat(SampleFrames.Send(100), 100).SelectMany(b => b)]);

    [Benchmark]
    public int Send100Bytes() => Parse(_small);

    [Benchmark]
    public int Send10KiB() => Parse(_large);

    [Benchmark(OperationsPerInvoke = 100)]
    public int HundredFramesInOneBuffer() => Parse(_hundred);

    private int Parse(ReadOnlySequence<byte> buffer)
    {
        var frames = 0;
        while (_parser.TryParse(ref buffer, out _)) frames++;
        return frames;
    }
}
