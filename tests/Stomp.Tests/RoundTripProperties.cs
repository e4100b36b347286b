using System.Buffers;

namespace Stomp.Tests;

public sealed class RoundTripProperties
{
    [Fact]
    public void What_is_written_is_read_back() => Properties.Hold(30_000, GeneratedFrame.Any, generated =>
    {
        var (written, frame) = (generated.Written(), generated.Frame);
        var read = WireInput.Whole(written).Frame(generated.Version);

        Assert.Equal(frame.Command, read.Command);
        Assert.Equal(frame.Headers, read.Headers.Where(h => h.Key is not "content-length"));
        Assert.Equal(frame.Body.ToArray(), read.Body.ToArray());
        if (frame.Command.MayHaveBody()) Assert.Equal($"{frame.Body.Length}", read.Headers["content-length"]);
        Assert.Equal(written, new GeneratedFrame(generated.Version, read).Written());
    });
}
