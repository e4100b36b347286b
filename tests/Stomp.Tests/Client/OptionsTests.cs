using Stomp.Client;

namespace Stomp.Tests.Client;

public sealed class OptionsTests
{
    [Fact]
    public void All_faults_are_told_at_once()
    {
        var options = new StompClientOptions
        {
            Versions = [],
            HeartBeatTolerance = 0.5,
            Reconnect = new() { Factor = 0.9, MaxAttempts = 0 },
        };

        var fault = Assert.Throws<ArgumentException>(() => new StompClient(new Uri("stomp://h"), options));

        Assert.Contains("Versions", fault.Message);
        Assert.Contains("HeartBeatTolerance", fault.Message);
        Assert.Contains("Factor", fault.Message);
        Assert.Contains("MaxAttempts", fault.Message);
    }

    [Fact]
    public void The_options_text_shows_no_passcode() =>
        Assert.DoesNotContain("secret", new StompClientOptions { Passcode = "secret" }.ToString());

    [Theory]
    [InlineData(0.0, new[] { 0.0, 0, 0 })]
    [InlineData(0.5, new[] { 0.5, 1, 2 })]
    [InlineData(0.999, new[] { 0.999, 1.998, 3.996 })]
    public void Each_wait_is_drawn_from_zero_to_twice_the_longest_before(double drawn, double[] seconds)
    {
        var backoff = new Backoff(new(), () => drawn);
        Assert.Equal(seconds, new[] { backoff.Next().TotalSeconds, backoff.Next().TotalSeconds, backoff.Next().TotalSeconds });
    }

    [Fact]
    public void No_wait_is_longer_than_the_longest_however_many_there_were()
    {
        var backoff = new Backoff(new(), () => 1);
        for (var i = 0; i < 5000; i++) Assert.InRange(backoff.Next(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromSeconds(30), backoff.Next());
        backoff.Reset();
        Assert.Equal(TimeSpan.FromSeconds(1), backoff.Next());
    }

    [Fact]
    public void The_attempts_are_spent_when_as_many_were_made()
    {
        var backoff = new Backoff(new() { MaxAttempts = 2 }, () => 0);
        backoff.Next();
        Assert.False(backoff.IsSpent);
        backoff.Next();
        Assert.True(backoff.IsSpent);
    }
}
