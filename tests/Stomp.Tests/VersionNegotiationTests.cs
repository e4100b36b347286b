namespace Stomp.Tests;

/// <summary>STOMP 1.2, "Protocol Negotiation".</summary>
public sealed class VersionNegotiationTests
{
    [Theory]
    [InlineData("1.0", StompVersion.V10)]
    [InlineData("1.1", StompVersion.V11)]
    [InlineData("1.2", StompVersion.V12)]
    [InlineData("1.0,1.1,1.2", StompVersion.V12)]
    [InlineData("1.2,1.1,1.0", StompVersion.V12)]
    [InlineData("1.1,1.0", StompVersion.V11)]
    [InlineData("1.0,1.1,2.1", StompVersion.V11)]
    [InlineData("1.3,1.0", StompVersion.V10)]
    [InlineData("1.1, 1.2", StompVersion.V12)]
    [InlineData(",1.1,,", StompVersion.V11)]
    public void The_highest_version_in_common_is_chosen(string offered, StompVersion expected) =>
        Assert.Equal(expected, StompVersionNegotiation.Highest(offered));

    [Theory]
    [InlineData("")]
    [InlineData("2.0")]
    [InlineData("1")]
    [InlineData("1.20")]
    [InlineData("v1.2")]
    public void None_in_common_is_none(string offered) => Assert.Null(StompVersionNegotiation.Highest(offered));

    [Fact]
    public void A_missing_header_means_1_0() => Assert.Equal(StompVersion.V10, StompVersionNegotiation.Highest(null));

    [Fact]
    public void What_is_supported_is_every_version()
    {
        Assert.Equal(StompVersionNegotiation.Supported, string.Join(',', Enum.GetValues<StompVersion>().Select(v => v.ToWireName())));
        Assert.Throws<ArgumentOutOfRangeException>(() => ((StompVersion)13).ToWireName());
    }

    [Fact]
    public void Later_versions_are_greater() => Assert.True(StompVersion.V10 < StompVersion.V11 && StompVersion.V11 < StompVersion.V12);
}
