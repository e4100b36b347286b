namespace Stomp.Server.Tests.Security;

/// <summary>Attempts to hear, or to be, somebody else; on a server that is closed as by default, and on one as open as it gets.</summary>
public sealed class HijackTests
{
    private const string Secret = "secret for ann";

    [Theory]
    [InlineData("/user/ann/queue/x")]
    [InlineData("/user/{session}/queue/x")]
    [InlineData("/user/*/queue/x")]
    [InlineData("/user/?????????????????/queue/x")]
    [InlineData("/user/**")]
    [InlineData("/user/**/x")]
    [InlineData("/user//queue/x")]
    [InlineData("/user/queue/*")]
    [InlineData("/user/queue/../queue/x")]
    [InlineData("/user/queue/x/../../../{session}/queue/x")]
    [InlineData("/queue/x-user{session}")]
    [InlineData("/queue/x-userann")]
    [InlineData("/queue/**")]
    [InlineData("/queue/*-user*")]
    [InlineData("/topic/**")]
    [InlineData("/topic/../user/{session}/queue/x")]
    [InlineData("/*/{session}/queue/x")]
    [InlineData("/*/*/queue/x")]
    [InlineData("/**")]
    [InlineData("**")]
    [InlineData("*/**")]
    [InlineData("/reply-queue/**")]
    [InlineData("/USER/{session}/queue/x")]
    [InlineData("user/{session}/queue/x")]
    [InlineData("/user/{session}/queue/x\\nid:other")]
    public async Task Nobody_hears_what_another_user_is_sent(string destination)
    {
        foreach (var isOpen in (bool[])[false, true])
        {
            await using var app = await StartAsync(isOpen);
            await using var ann = await app.ConnectAsync(headers: "login:ann\n");
            await ann.SubscribeAsync("/user/queue/x", "own");
            await using var eve = await app.ConnectAsync(headers: "login:eve\n");

            await eve.SendAsync($"SUBSCRIBE\nid:s\ndestination:{destination.Replace("{session}", ann.SessionId, StringComparison.Ordinal)}\nreceipt:r\n\n\0");
            var answer = await eve.ReceiveAsync();
            await app.Template.SendToUserAsync("ann", "/queue/x", Secret);
            await app.Template.SendToUserAsync(ann.SessionId, "/queue/x", Secret);

            Assert.Equal(Secret, await ann.ReceiveBodyAsync());
            Assert.Equal(Secret, await ann.ReceiveBodyAsync());
            if (answer.Command == StompCommand.Error) continue;
            // It may listen to something that is nobody's.
            await eve.SubscribeAsync("/user/queue/mine", "mine");
            await app.Template.SendToUserAsync("eve", "/queue/mine", "fence");
            Assert.Equal("fence", await eve.ReceiveBodyAsync());
        }
    }

    [Theory]
    [InlineData("/user/ann/queue/x")]
    [InlineData("/user/{session}/queue/x")]
    [InlineData("/user/*/queue/x")]
    [InlineData("/user/**")]
    [InlineData("/queue/x-user{session}")]
    [InlineData("/topic/../user/{session}/queue/x")]
    public async Task Nobody_sends_to_another_user_past_the_application(string destination)
    {
        await using var app = await StartAsync(isOpen: false);
        await using var ann = await app.ConnectAsync(headers: "login:ann\n");
        await ann.SubscribeAsync("/user/queue/x", "own");
        await using var eve = await app.ConnectAsync(headers: "login:eve\n");

        await eve.SendAsync($"SEND\ndestination:{destination.Replace("{session}", ann.SessionId, StringComparison.Ordinal)}\n\nfrom the bank\0");

        await eve.ExpectErrorAsync();
        await ann.FenceAsync();
    }

    [Theory]
    [InlineData("user-name:ann\n")]
    [InlineData("User-Name:ann\n")]
    [InlineData("simpUser:ann\nsimpSessionId:1\nsimpSessionAttributes:admin\n")]
    [InlineData("SIMPUSER:ann\n")]
    [InlineData("session:{session}\nsimpMessageType:CONNECT\n")]
    [InlineData("login:ann\npasscode:admin\n")]
    [InlineData("simp\\cuser:ann\n")]
    public async Task Forged_headers_change_nobodys_identity_and_reach_nobody(string forged)
    {
        foreach (var version in (string[])["1.0", "1.1", "1.2"])
        {
            await using var app = await StartAsync(isOpen: true);
            await using var ann = await app.ConnectAsync(headers: "login:ann\n");
            await ann.SubscribeAsync("/topic/**", "all");
            await using var eve = await app.ConnectAsync(version, "login:eve\n");
            var headers = forged.Replace("{session}", ann.SessionId, StringComparison.Ordinal);

            await eve.SendAsync($"SEND\ndestination:/topic/a\n{headers}\nhi\0");
            var direct = await ann.ExpectAsync("MESSAGE");
            await eve.SendAsync($"SEND\ndestination:/app/who\n{headers}\nhi\0");
            var handled = await ann.ExpectAsync("MESSAGE");

            foreach (var name in direct.Headers.Concat(handled.Headers).Select(header => header.Key))
                Assert.DoesNotMatch("(?i)^(simp.*|user-name|session|login|passcode)$", name);
            Assert.Equal("eve", handled.GetBodyText());
        }
    }

    [Fact]
    public async Task Forged_headers_of_connect_make_nobody_somebody()
    {
        await using var app = await StartAsync(isOpen: true);
        await using var eve = await app.ConnectAsync(headers: "user-name:ann\nsimpUser:ann\nsession:abc\nversion:9\n");
        await eve.SubscribeAsync("/topic/who", "who");

        await eve.SendAsync("SEND\ndestination:/app/who\n\nhi\0");

        Assert.Equal("nobody", await eve.ReceiveBodyAsync());
        Assert.NotEqual("abc", eve.SessionId);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.1")]
    [InlineData("1.2")]
    public async Task Escapes_inject_no_header_into_what_others_get(string hearing)
    {
        await using var app = await StartAsync(isOpen: true);
        await using var ann = await app.SubscribedAsync("/topic/a", version: hearing);
        foreach (var version in (string[])["1.0", "1.1", "1.2"])
        {
            await using var eve = await app.ConnectAsync(version);
            await eve.SendAsync(@"SEND" + "\ndestination:/topic/a\n" + @"x:1\nuser-name:ann\nsubscription:other" + "\n" + @"y\nuser-name:ann" + "\n" + @"z\cuser-name\c:ann" + "\n\nhi\0");

            var lines = (await ann.ReceiveRawAsync()).Split('\n');

            Assert.Equal("hi\0", lines[^1]);
            Assert.Contains("subscription:sub-0", lines);
            Assert.DoesNotContain("subscription:other", lines);
            Assert.DoesNotContain(lines, line => line.StartsWith("user-name", StringComparison.OrdinalIgnoreCase));
        }

        Assert.DoesNotContain(app.Log.Lines, line => line.Contains('\n', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SUBSCRIBE\\nid", "destination:/topic/a")]
    [InlineData("SUBSCRIBE", "destination:/topic/a\\nack:client")]
    public async Task Escapes_in_a_command_or_destination_do_not_make_two_of_it(string command, string header)
    {
        await using var app = await StartAsync(isOpen: false);
        await using var eve = await app.ConnectAsync(headers: "login:eve\n");

        await eve.SendAsync($"{command}\nid:s\n{header}\nreceipt:r\n\n\0");
        var answer = await eve.ReceiveAsync();
        await app.Template.SendAsync("/topic/a", "not hers");

        if (answer.Command == StompCommand.Receipt) await eve.FenceAsync();
        else Assert.Equal(StompCommand.Error, answer.Command);
    }

    [Fact]
    public async Task A_second_connect_makes_nobody_somebody_else()
    {
        await using var app = await StartAsync(isOpen: false);
        foreach (var command in (string[])["CONNECT", "STOMP"])
        {
            await using var eve = await app.ConnectAsync(headers: "login:eve\n");

            await eve.SendAsync($"{command}\naccept-version:1.2\nhost:test\nlogin:ann\npasscode:admin\n\n\0SEND\ndestination:/app/who\n\nhi\0");

            Assert.Contains("the session is connected already", (await eve.ExpectErrorAsync()).Headers["message"]);
        }

        await using var other = await app.ConnectAsync();
        await other.SubscribeAsync("/topic/who", "who");
        await other.SendAsync("SEND\ndestination:/app/who\n\nhi\0");
        Assert.Equal("nobody", await other.ReceiveBodyAsync());
    }

    [Fact]
    public async Task A_connect_that_was_refused_is_not_tried_again_on_its_connection()
    {
        await using var app = await StartAsync(isOpen: false);
        await using var eve = await StompTestClient.OpenAsync(app.Endpoint);

        await eve.SendAsync("CONNECT\naccept-version:1.2\nlogin:ann\npasscode:wrong\n\n\0CONNECT\naccept-version:1.2\nlogin:ann\npasscode:right\n\n\0");

        await eve.ExpectErrorAsync();
    }

    [Fact]
    public async Task Frames_before_connect_do_nothing()
    {
        await using var app = await StartAsync(isOpen: true);
        await using var ann = await app.SubscribedAsync("/topic/a");
        foreach (var frame in (string[])["SEND\ndestination:/topic/a\n\nhi\0", "SUBSCRIBE\nid:s\ndestination:/topic/a\n\n\0", "SEND\ndestination:/authenticate\nlogin:ann\n\n\0"])
        {
            await using var eve = await StompTestClient.OpenAsync(app.Endpoint);
            await eve.SendAsync(frame);
            await eve.ExpectErrorAsync();
        }

        await ann.FenceAsync();
    }

    [Fact]
    public async Task Credentials_stay_out_of_the_log()
    {
        await using var app = await StartAsync(isOpen: false);
        foreach (var headers in (string[])["login:ann\npasscode:hunter2secret\n", "Authorization:Bearer hunter2secret\n", "login:ann\npasscode:hunter2secret\nbad-escape:\\q\n"])
        {
            await using var client = await StompTestClient.OpenAsync(app.Endpoint);
            await client.SendAsync($"CONNECT\naccept-version:1.2\n{headers}\n\0");
            await client.ExpectAsync("CONNECTED");
            await client.SendAsync("SEND\ndestination:/authenticate\nlogin:bob\npasscode:hunter2secret\n\n\0");
            await client.ExpectErrorAsync();
        }

        await app.WhenSessionsAsync(0);
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("hunter2secret", StringComparison.Ordinal));
    }

    private static Task<TestApp> StartAsync(bool isOpen) => TestApp.StartAsync(
        options => options.OpenLikeSpring = isOpen,
        stomp => stomp.AddConnectAuthenticator<RolesInPasscode>().AddMessageController<WhoController>());
}
