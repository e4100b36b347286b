namespace Stomp.Tests;

public sealed class HeadersTests
{
    [Fact]
    public void The_first_of_a_name_is_kept_and_Add_tells()
    {
        var headers = new StompHeaders();
        Assert.True(headers.Add("a", "1"));
        Assert.False(headers.Add("a", "2"));
        Assert.True(headers.Add("A", "3"));
        Assert.Equal("1", headers["a"]);
        Assert.Equal(2, headers.Count);
    }

    [Fact]
    public void Order_is_kept_beyond_the_expected_number()
    {
        var headers = new StompHeaders(1);
        for (var i = 0; i < 20; i++) headers.Add($"h{i}", $"{i}");
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"h{i}"), headers.Select(h => h.Key));
        Assert.Equal(headers.ToArray(), headers.AsSpan().ToArray());
    }

    [Fact]
    public void A_name_that_is_not_there_has_no_value()
    {
        StompHeaders headers = [];
        Assert.Null(headers["a"]);
        Assert.False(headers.TryGetValue("a", out _));
    }

    [Fact]
    public void Names_and_values_are_never_null()
    {
        var headers = new StompHeaders();
        Assert.Throws<ArgumentNullException>(() => headers.Add(null!, ""));
        Assert.Throws<ArgumentNullException>(() => headers.Add("a", null!));
    }

    [Fact]
    public void A_frame_without_headers_has_none() => Assert.Empty(new StompFrame(StompCommand.Disconnect).Headers);

    [Fact]
    public void A_required_header_is_its_value_or_a_fault_that_names_it()
    {
        var frame = new StompFrame(StompCommand.Subscribe, new() { { "id", "1" }, { "receipt", "7" } });
        Assert.Equal("1", frame.RequireHeader("id", "STOMP 1.2, SUBSCRIBE"));
        var fault = Assert.Throws<StompProtocolException>(() => frame.RequireHeader("destination", "STOMP 1.2, SUBSCRIBE"));
        Assert.Equal("SUBSCRIBE frame, header 'destination': the header is required but missing (STOMP 1.2, SUBSCRIBE)", fault.Message);
        Assert.Equal("7", fault.ReceiptId);
    }
}
