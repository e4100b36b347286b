using System.Net.WebSockets;

namespace Stomp.Server.Tests;

/// <summary>STOMP 1.2, "Protocol Negotiation", "Connecting" and "Value Encoding".</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData("CONNECT\naccept-version:1.2\nhost:h\n\n\0", "1.2")]
    [InlineData("CONNECT\naccept-version:1.2,1.1,1.0\n\n\0", "1.2")]
    [InlineData("STOMP\naccept-version:1.0,1.1\nhost:h\n\n\0", "1.1")]
    [InlineData("CONNECT\naccept-version:1.0\n\n\0", "1.0")]
    [InlineData("CONNECT\naccept-version:1.1,2.0\n\n\0", "1.1")]
    [InlineData("CONNECT\nlogin:a\npasscode:b\n\n\0", "1.0")]
    [InlineData("\n\r\nCONNECT\r\naccept-version:1.2\r\n\r\n\0", "1.2")]
    public async Task Connected_names_the_highest_version_in_common(string connect, string version)
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);

        await client.SendAsync(connect);

        Assert.Equal(version, (await client.ExpectAsync("CONNECTED")).Headers["version"]);
    }

    [Fact]
    public async Task Without_accept_version_there_are_no_heart_beats()
    {
        var time = new FakeTime();
        await using var app = await TestApp.StartAsync(time: time);
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);

        await client.SendAsync("CONNECT\nheart-beat:1000,1000\n\n\0");

        Assert.Equal("0,0", (await client.ExpectAsync("CONNECTED")).Headers["heart-beat"]);
        time.Advance(TimeSpan.FromMinutes(5));
        await client.FenceAsync();
        Assert.Equal(0, client.HeartBeats);
    }

    [Theory]
    [InlineData("heart-beat:abc")]
    [InlineData("heart-beat:5")]
    [InlineData("heart-beat:-1,-1")]
    [InlineData("heart-beat:1,2,3")]
    public async Task A_bad_heart_beat_header_is_named(string header)
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);

        await client.SendAsync($"CONNECT\naccept-version:1.2\n{header}\n\n\0");

        Assert.Contains("'heart-beat'", (await client.ExpectErrorAsync()).Headers["message"]);
    }

    [Theory]
    [InlineData("SEND\ndestination:/topic/a\nreceipt:r\n\nhi\0")]
    [InlineData("DISCONNECT\nreceipt:r\n\n\0")]
    public async Task The_first_frame_must_be_CONNECT(string frame)
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await StompTestClient.OpenAsync(app.Endpoint);

        await client.SendAsync(frame);

        var error = await client.ExpectErrorAsync();
        Assert.Contains("first frame must be CONNECT", error.Headers["message"]);
        Assert.Equal("r", error.Headers["receipt-id"]);
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("STOMP")]
    public async Task A_second_CONNECT_is_an_error(string command)
    {
        await using var app = await TestApp.StartAsync();
        await using var client = await app.ConnectAsync();

        await client.SendAsync($"{command}\naccept-version:1.2\n\n\0");

        Assert.Contains("connected already", (await client.ExpectErrorAsync()).Headers["message"]);
    }

    [Theory]
    [InlineData("1.2", @"\\ \c \r \n", "\\ : \r \n", "a\\\\ \\c \\r \\n")]
    [InlineData("1.1", @"\\ \c \n", "\\ : \n", "a\\\\ \\c \\n")]
    [InlineData("1.0", @"\\ : \n", @"\\ : \n", null)]
    public async Task Headers_are_escaped_for_the_version_of_each_subscriber(string version, string written, string meant, string? raw)
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var publisher = await app.ConnectAsync(version);
        await using var v12 = await app.SubscribedAsync("/topic/a", version: "1.2");
        await using var v11 = await app.SubscribedAsync("/topic/a", version: "1.1");
        await using var v10 = await app.SubscribedAsync("/topic/a", version: "1.0");

        await publisher.PublishAsync("/topic/a", headers: $"x:a{written}\ny:plain\n");

        var forV12 = await v12.ReceiveRawAsync();
        Assert.Contains($"\nx:{raw ?? @"a\\\\ \c \\n"}\n", forV12, StringComparison.Ordinal);
        var forV11 = await v11.ReceiveRawAsync();
        Assert.Contains($"\nx:{(raw ?? @"a\\\\ \c \\n").Replace("\\r", "\r", StringComparison.Ordinal)}\n", forV11, StringComparison.Ordinal);
        var forV10 = await v10.ReceiveRawAsync();
        Assert.Contains("\ny:plain\n", forV10, StringComparison.Ordinal);
        // 1.0 has no way to write a line end: the header is left out.
        Assert.Equal(meant.Contains('\n', StringComparison.Ordinal) ? -1 : 0, forV10.Contains($"\nx:a{meant}\n", StringComparison.Ordinal) ? 0 : -1);
    }

    [Fact]
    public async Task What_cannot_be_written_for_one_version_harms_no_publisher_and_no_other_subscriber()
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var publisher = await app.ConnectAsync();
        await using var v12 = await app.SubscribedAsync("/topic/**");
        await using var v10 = await app.SubscribedAsync("/topic/**", version: "1.0");

        await publisher.PublishAsync(@"/topic/a\nb", "odd destination");
        await publisher.PublishAsync("/topic/a", "odd type", "content-type:text/plain\\n\n");

        Assert.Equal("odd destination", await v12.ReceiveBodyAsync());
        Assert.Equal("odd type", await v12.ReceiveBodyAsync());
        Assert.Equal("odd type", await v10.ReceiveBodyAsync());
    }

    [Theory]
    [InlineData("SUBSCRIBE\nid:a\rb\ndestination:/topic/a\n\n\0", "'id'")]
    [InlineData("SUBSCRIBE\ndestination:/topic/a\rb\n\n\0", "'id'")]
    [InlineData("SEND\ndestination:/topic/a\nreceipt:a\rb\n\n\0", "'receipt'")]
    public async Task A_carriage_return_that_1_0_could_not_be_sent_back_is_refused(string frame, string names)
    {
        await using var app = await TestApp.StartOpenAsync();
        await using var client = await app.ConnectAsync("1.0");

        await client.SendAsync(frame);

        Assert.Contains(names, (await client.ExpectErrorAsync(WebSocketCloseStatus.ProtocolError)).Headers["message"]);
    }
}
