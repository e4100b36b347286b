namespace Stomp.Tests;

/// <summary>STOMP 1.2, "Heart-beating".</summary>
public sealed class HeartBeatTests
{
    [Theory]
    [InlineData("0,0", 0, 0)]
    [InlineData("10000,20000", 10000, 20000)]
    [InlineData("0,007", 0, 7)]
    [InlineData("2147483647,1", int.MaxValue, 1)]
    public void Two_numbers_are_what_the_sender_can_do_and_would_like(string value, int outgoing, int incoming)
    {
        var heartBeat = HeartBeat.Parse(value, StompCommand.Connect);
        Assert.Equal(new HeartBeat(outgoing, incoming), heartBeat);
        Assert.Equal(heartBeat, HeartBeat.Parse(heartBeat.ToString(), StompCommand.Connect));
    }

    [Fact]
    public void A_missing_header_means_none()
    {
        Assert.Equal(HeartBeat.None, HeartBeat.Parse(null, StompCommand.Connect));
        Assert.Equal("0,0", HeartBeat.None.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("1")]
    [InlineData("1,")]
    [InlineData(",1")]
    [InlineData("1,2,3")]
    [InlineData("-1,0")]
    [InlineData("+1,0")]
    [InlineData("1, 2")]
    [InlineData("1.5,2")]
    [InlineData("a,b")]
    [InlineData("1\0,2")]
    [InlineData("2147483648,0")]
    public void Anything_else_is_a_fault(string value)
    {
        var fault = Assert.Throws<StompProtocolException>(() => HeartBeat.Parse(value, StompCommand.Stomp));
        Assert.Equal($"STOMP frame, header 'heart-beat': expected two whole numbers of milliseconds such as '10000,10000', "
            + $"got '{value.Replace('\0', '?')}' (STOMP 1.2, Heart-beating)", fault.Message);
    }

    [Theory]
    [InlineData("10,20", "30,40", 40, 30)]
    [InlineData("50,60", "30,40", 50, 60)]
    [InlineData("0,20", "30,40", 0, 30)]
    [InlineData("10,0", "30,40", 40, 0)]
    [InlineData("10,20", "0,40", 40, 0)]
    [InlineData("10,20", "30,0", 0, 30)]
    [InlineData("0,0", "30,40", 0, 0)]
    public void The_slower_of_wish_and_ability_is_agreed_and_zero_is_none(string ours, string theirs, int send, int expect)
    {
        var (we, peer) = (HeartBeat.Parse(ours, StompCommand.Connected), HeartBeat.Parse(theirs, StompCommand.Connect));
        Assert.Equal((send, expect), (we.SendEvery(peer), we.ExpectEvery(peer)));
        Assert.Equal((expect, send), (peer.SendEvery(we), peer.ExpectEvery(we)));
    }
}
