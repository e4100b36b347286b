using Stomp.Client;

namespace Stomp.Tests.Client;

public sealed class AddressTests
{
    [Theory]
    [InlineData("ws://h/ws", true, false, 80)]
    [InlineData("wss://h/ws", true, true, 443)]
    [InlineData("ws://h:15674/ws", true, false, 15674)]
    [InlineData("stomp://h", false, false, 61613)]
    [InlineData("tcp://h:1", false, false, 1)]
    [InlineData("stomp+ssl://h", false, true, 61614)]
    [InlineData("ssl://[::1]:2", false, true, 2)]
    public void A_scheme_says_how_to_connect_and_where(string address, bool isWebSocket, bool isTls, int port)
    {
        var parsed = StompAddress.Parse(new Uri(address));
        Assert.Equal((isWebSocket, isTls, port), (parsed.IsWebSocket, parsed.IsTls, parsed.Port));
    }

    [Theory]
    [InlineData("http://h", "ws, wss, stomp")]
    [InlineData("stomp://user:secret@h", "StompClientOptions.Login")]
    [InlineData("stomp:///x", "host")]
    public void What_is_no_address_of_STOMP_is_refused_with_the_cure(string address, string cure)
    {
        var fault = Assert.Throws<ArgumentException>(() => new StompClient(new Uri(address)));
        Assert.Contains(cure, fault.Message);
        Assert.DoesNotContain("secret", fault.Message);
    }

    [Fact]
    public void A_relative_address_is_refused() => Assert.Throws<ArgumentException>(() => new StompClient(new Uri("/ws", UriKind.Relative)));

    [Fact]
    public void No_address_at_all_is_refused() => Assert.Throws<ArgumentException>(() => new StompClient([]));
}
