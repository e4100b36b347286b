namespace Stomp.Server.Tests.Conformance;

/// <summary>"Connecting" and "CONNECT or STOMP Frame".</summary>
public sealed class ConnectFrameTests(OpenServer server) : ConformanceTests(server)
{
    // "STOMP servers MUST handle a STOMP frame in the same manner as a CONNECT frame."
    [Theory]
    [EachTransport("CONNECT")]
    [EachTransport("STOMP")]
    public async Task CONNECT_and_STOMP_open_a_session(Transport over, string command)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync($"{command}\naccept-version:1.2\nhost:stomp.github.org\n\n\0");

        Assert.Equal("1.2", (await client.ExpectAsync("CONNECTED"))["version"]);
        await client.FenceAsync();
    }

    // "If this header does not match a known virtual host, servers supporting virtual hosting MAY select a default virtual host": stompjs sends none.
    [Theory]
    [EachTransport("")]
    [EachTransport("host:\n")]
    [EachTransport("host:/\n")]
    [EachTransport("host:nobody.knows\n")]
    public async Task Any_host_is_served(Transport over, string host)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync($"CONNECT\naccept-version:1.2\n{host}\n\0");

        await client.ExpectAsync("CONNECTED");
    }

    // "STOMP 1.2 clients MAY set the following headers: login, passcode, heart-beat"
    [Theory, EachTransport]
    public async Task Login_passcode_heart_beat_and_headers_unknown_here_are_taken(Transport over)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync("CONNECT\naccept-version:1.2\nhost:h\nlogin:me\npasscode:p\nheart-beat:0,0\nclient-id:x\n\n\0");

        await client.ExpectAsync("CONNECTED");
    }

    // "The server SHOULD respond back with an ERROR frame explaining why the connection was rejected and then close the connection."
    [Theory]
    [EachTransport("heart-beat:abc")]
    [EachTransport("heart-beat:5")]
    [EachTransport("heart-beat:-1,-1")]
    [EachTransport("heart-beat:1,2,3")]
    [EachTransport("heart-beat:")]
    public async Task A_CONNECT_that_is_rejected_is_told_why(Transport over, string header)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync($"CONNECT\naccept-version:1.2\nhost:h\n{header}\n\n\0");

        Assert.Contains("'heart-beat'", (await client.ExpectErrorAsync())["message"]);
    }

    // "passcode: The password used to authenticate against a secured STOMP server."
    [Theory]
    [EachTransport("login:me\npasscode:wrong\n")]
    [EachTransport("login:me\n")]
    [EachTransport("")]
    public async Task Credentials_that_are_not_good_are_an_ERROR_and_the_end(Transport over, string credentials)
    {
        await using var app = await TestApp.StartAsync(stomp: stomp => stomp.AddConnectAuthenticator<OnePasscode>());
        await using var client = await RawStomp.OpenAsync(app, over);

        await client.SendAsync($"CONNECT\naccept-version:1.2\nhost:h\n{credentials}\n\0SEND\ndestination:/topic/a\nreceipt:r\n\n\0");

        Assert.Equal("The login or the passcode is wrong.", (await client.ExpectErrorAsync())["message"]);
    }

    [Theory, EachTransport]
    public async Task Credentials_that_are_good_open_a_session(Transport over)
    {
        await using var app = await TestApp.StartOpenAsync(stomp: stomp => stomp.AddConnectAuthenticator<OnePasscode>());

        await using var client = await RawStomp.ConnectAsync(app, over, headers: "login:me\npasscode:open-sesame\n");

        await client.FenceAsync();
    }

    // "A STOMP client initiates the stream or TCP connection to the server by sending the CONNECT frame."
    [Theory]
    [EachTransport("SEND\ndestination:/topic/a\nreceipt:r\n\nhi\0")]
    [EachTransport("SUBSCRIBE\nid:0\ndestination:/topic/a\nreceipt:r\n\n\0")]
    [EachTransport("ACK\nid:0\nreceipt:r\n\n\0")]
    [EachTransport("BEGIN\ntransaction:t\nreceipt:r\n\n\0")]
    [EachTransport("DISCONNECT\nreceipt:r\n\n\0")]
    public async Task The_first_frame_must_be_CONNECT(Transport over, string frame)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync(frame);

        var error = await client.ExpectErrorAsync();
        Assert.Contains("first frame must be CONNECT", error["message"]);
        Assert.Equal("r", error["receipt-id"]);
    }

    [Theory]
    [EachTransport("CONNECT")]
    [EachTransport("STOMP")]
    public async Task A_second_CONNECT_is_an_ERROR(Transport over, string command)
    {
        await using var client = await ConnectAsync(over);

        await client.SendAsync($"{command}\naccept-version:1.2\nhost:h\n\n\0");

        Assert.Contains("connected already", (await client.ExpectErrorAsync())["message"]);
    }

    // "Any client frame other than CONNECT MAY specify a receipt header."
    [Theory, EachTransport]
    public async Task CONNECT_gets_no_receipt(Transport over)
    {
        await using var client = await ConnectAsync(over, headers: "receipt:r\n");

        await client.FenceAsync();
    }

    [Theory, EachTransport]
    public async Task What_is_sent_right_behind_CONNECT_is_handled(Transport over)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync($"\n\nCONNECT\naccept-version:1.2\nhost:h\n\n\0\nSUBSCRIBE\nid:0\ndestination:{Topic}\n\n\0SEND\ndestination:{Topic}\n\nhi\0");

        await client.ExpectAsync("CONNECTED");
        Assert.Equal("hi", (await client.ExpectAsync("MESSAGE")).Text);
    }

    [Theory]
    [EachTransport("\0\0\0\0")]
    [EachTransport("garbage\n\n\0")]
    [EachTransport("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [EachTransport("connect\naccept-version:1.2\nhost:h\n\n\0")]
    public async Task What_is_no_frame_before_CONNECT_is_an_ERROR(Transport over, string wire)
    {
        await using var client = await OpenAsync(over);

        await client.SendAsync(wire);

        var error = await client.ExpectErrorAsync();
        Assert.DoesNotContain("Exception", error.Text, StringComparison.Ordinal);
    }

    [Theory, EachTransport]
    public async Task A_client_that_never_connects_is_told_so_after_the_deadline(Transport over)
    {
        var time = new FakeTime();
        await using var app = await TestApp.StartAsync(time: time);
        await using var client = await RawStomp.OpenAsync(app, over);
        await app.WhenSessionsAsync(1);

        time.Advance(TimeSpan.FromSeconds(11));

        Assert.Contains("CONNECT", (await client.ExpectErrorAsync())["message"]);
    }
}
