using System.Buffers;
using System.Text;

namespace Stomp.Tests;

public sealed class CutProperties
{
    [Fact]
    public void The_outcome_does_not_depend_on_how_the_bytes_are_cut() => Properties.Hold(40_000, GeneratedWire.Any, wire =>
    {
        var pieces = wire.Pieces();
        var whole = Outcome(wire, WireInput.Whole(wire.Bytes));
        Assert.Equal(whole, Outcome(wire, WireInput.AllAtOnce(pieces)));
        Assert.Equal(whole, Outcome(wire, WireInput.OneAfterAnother(pieces)));
        Assert.Equal(whole, Outcome(wire, WireInput.OneAfterAnother(Segments.OneByteEach(wire.Bytes))));
    }, wire => wire.Shrink());

    private static string Outcome(GeneratedWire wire, WireInput input)
    {
        var feed = input.Run(wire.Version, wire.Limits, out var fault);
        var outcome = new StringBuilder();
        foreach (var frame in feed.Frames)
        {
            outcome.Append(frame.Command).Append(' ').AppendJoin(' ', frame.Headers).Append(' ').AppendLine(Convert.ToHexString(frame.Body.ToArray()));
        }

        return fault is null
            ? outcome.Append(feed.UnconsumedBytes).Append(" bytes left").ToString()
            : outcome.Append(fault.Message).Append(' ').Append(fault.ReceiptId).ToString();
    }
}
