using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Stomp.Server.Security;

namespace Stomp.Server.Tests.Security;

/// <summary>Limits of what clients send, which end at the sender.</summary>
public sealed class RateLimitTests
{
    // So slow that no test sees the bucket filled again.
    private static RateLimit Only(int burst) => new() { PerSecond = 1, Burst = burst };

    private static RateLimit None => new();

    [Fact]
    public async Task A_session_that_sends_too_many_frames_gets_an_error_and_others_do_not()
    {
        await using var app = await StartAsync(limits => limits.SessionFrames = Only(40));
        await using var calm = await app.ConnectAsync();
        await using var loud = await app.ConnectAsync();

        await SendManyAsync(loud, 400);

        Assert.Contains("more frames of one session than 1 in a second, or 40 at once (SessionFrames)", (await ErrorOfAsync(loud)).Headers["message"]);
        await calm.FenceAsync();
    }

    [Fact]
    public async Task A_session_that_sends_too_many_bytes_gets_an_error()
    {
        await using var app = await StartAsync(limits => limits.SessionBytes = Only(100_000));
        await using var client = await app.ConnectAsync();
        var body = new string('x', 50_000);

        for (var i = 0; i < 3; i++) await client.SendAsync($"SEND\ndestination:/topic/a\n\n{body}\0");

        Assert.Contains("(SessionBytes)", (await ErrorOfAsync(client)).Headers["message"]);
    }

    [Fact]
    public async Task Heart_beats_count_as_bytes()
    {
        await using var app = await StartAsync(limits => limits.SessionBytes = Only(2000));
        await using var client = await app.ConnectAsync();

        for (var i = 0; i < 5; i++) await client.SendAsync(new string('\n', 1000));

        Assert.Contains("(SessionBytes)", (await ErrorOfAsync(client)).Headers["message"]);
    }

    [Fact]
    public async Task All_sessions_of_a_user_count_together()
    {
        await using var app = await StartAsync(limits => limits.UserFrames = Only(60));
        await using var one = await app.ConnectAsync(headers: "login:ann\n");
        await using var other = await app.ConnectAsync(headers: "login:ann\n");
        await using var bob = await app.ConnectAsync(headers: "login:bob\n");
        await using var nobody = await app.ConnectAsync();

        await SendManyAsync(one, 50);
        await one.FenceAsync();
        await SendManyAsync(other, 300);

        Assert.Contains("(UserFrames)", (await ErrorOfAsync(other)).Headers["message"]);
        await bob.FenceAsync();
        await SendManyAsync(nobody, 300);
        await nobody.FenceAsync();
    }

    [Fact]
    public async Task Bytes_of_a_user_count_over_all_of_its_sessions()
    {
        await using var app = await StartAsync(limits => limits.UserBytes = Only(100_000));
        await using var one = await app.ConnectAsync(headers: "login:ann\n");
        await using var other = await app.ConnectAsync(headers: "login:ann\n");
        var send = $"SEND\ndestination:/topic/a\nreceipt:published\n\n{new string('x', 45_000)}\0";

        await one.SendAsync(send);
        await one.ExpectAsync("RECEIPT");
        await other.SendAsync(send);
        await other.ExpectAsync("RECEIPT");
        await one.SendAsync(send);

        Assert.Contains("(UserBytes)", (await ErrorOfAsync(one)).Headers["message"]);
    }

    [Fact]
    public async Task Connects_of_one_address_are_limited()
    {
        await using var app = await StartAsync(limits => limits.ConnectsPerAddress = Only(20));

        var refused = 0;
        for (var i = 0; i < 60 && refused == 0; i++)
        {
            await using var client = await StompTestClient.OpenAsync(app.Endpoint);
            await client.SendAsync("CONNECT\naccept-version:1.2\n\n\0");
            var answer = await client.ReceiveAsync();
            if (answer.Command == StompCommand.Connected)
            {
                await client.SendAsync("DISCONNECT\n\n\0");
                await client.ClosedAsync();
                continue;
            }

            Assert.Contains("(ConnectsPerAddress)", answer.Headers["message"]);
            refused++;
        }

        Assert.Equal(1, refused);
    }

    [Fact]
    public async Task Who_is_over_a_limit_waits_where_the_options_say_so_and_loses_nothing()
    {
        const int Burst = 20;
        const int Frames = 70;
        const int PerSecond = 100;
        await using var app = await StartAsync(limits =>
        {
            limits.Reply = RateLimitReply.Wait;
            limits.SessionFrames = new() { PerSecond = PerSecond, Burst = Burst };
        });
        await using var client = await app.SubscribedAsync("/topic/a");
        var watch = Stopwatch.StartNew();

        await SendManyAsync(client, Frames);

        for (var i = 0; i < Frames; i++) Assert.Equal(i.ToString(CultureInfo.InvariantCulture), await client.ReceiveBodyAsync());
        // What the bucket held at once is over at once; the rest takes its time, however fast the machine. A beat may have begun before.
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds((Frames - Burst) / (double)PerSecond) - TimeSpan.FromMilliseconds(200), watch.Elapsed.ToString());
    }

    [Fact]
    public async Task A_session_that_waits_can_be_ended()
    {
        await using var app = await StartAsync(limits =>
        {
            limits.Reply = RateLimitReply.Wait;
            limits.SessionFrames = Only(3);
        });
        await using var client = await app.ConnectAsync();
        await SendManyAsync(client, 200);

        client.Kill();

        await app.WhenSessionsAsync(0);
    }

    [Fact]
    public async Task Limits_that_are_off_limit_nothing()
    {
        await using var app = await StartAsync(limits =>
        {
            limits.Enabled = false;
            limits.SessionFrames = Only(1);
            limits.SessionBytes = Only(1);
            limits.UserFrames = Only(1);
            limits.UserBytes = Only(1);
            limits.ConnectsPerAddress = Only(1);
        });
        await using var client = await app.ConnectAsync(headers: "login:ann\n");
        await using var other = await app.ConnectAsync(headers: "login:ann\n");

        await SendManyAsync(client, 500);

        await client.FenceAsync();
        await other.FenceAsync();
    }

    [Fact]
    public async Task A_limit_that_cannot_be_is_told_of_at_start()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(limits => limits.UserBytes = new() { PerSecond = 1, Burst = 0 }));

        Assert.Contains("UserBytes.Burst", fault.Message);
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("0.0.0.1", "0:1::", false)]
    public void An_address_stands_for_what_one_subscriber_has(string one, string other, bool isSame) =>
        Assert.Equal(isSame, AddressBlock.Of(System.Net.IPAddress.Parse(one)) == AddressBlock.Of(System.Net.IPAddress.Parse(other)));

    private static Task<TestApp> StartAsync(Action<StompRateLimitOptions> configure) => TestApp.StartAsync(
        options => options.OpenLikeSpring = true,
        stomp => stomp.AddConnectAuthenticator<RolesInPasscode>().AddRateLimits(limits =>
        {
            limits.SessionFrames = limits.SessionBytes = limits.UserFrames = limits.UserBytes = limits.ConnectsPerAddress = None;
            configure(limits);
        }));

    private static Task SendManyAsync(StompTestClient client, int frames) =>
        client.SendAsync(string.Concat(Enumerable.Range(0, frames).Select(i => $"SEND\ndestination:/topic/a\n\n{i}\0")));

    private static async Task<StompFrame> ErrorOfAsync(StompTestClient client)
    {
        while (true)
        {
            if (await client.ReceiveAsync() is { Command: StompCommand.Error } error) return error;
        }
    }
}
