namespace Stomp.Server.Tests.Security;

/// <summary>Rules by frame and destination: their order, what they open, how a refusal is told, and what is wrong with them at start.</summary>
public sealed class DestinationPolicyTests
{
    [Fact]
    public async Task The_first_rule_that_matches_decides()
    {
        await using var app = await StartAsync(p => p
            .Send("/topic/a/b").Deny()
            .Send("/topic/a/*").Allow()
            .Send("/topic/a/c").Deny());
        await using var client = await app.SubscribedAsync("/topic/a/c");

        await client.SendAsync("SEND\ndestination:/topic/a/c\n\nhi\0");
        Assert.Equal("hi", await client.ReceiveBodyAsync());
        await client.SendAsync("SEND\ndestination:/topic/a/b\n\nhi\0");
        await client.ExpectErrorAsync();
    }

    [Fact]
    public async Task Rules_of_several_calls_are_asked_in_the_order_of_the_calls()
    {
        await using var app = await TestApp.StartAsync(stomp: stomp => stomp
            .AddDestinationPolicies(p => p.Subscribe("/topic/a").Deny())
            .AddDestinationPolicies(p => p.Subscribe("/topic/**").Allow()));
        await using var client = await app.SubscribedAsync("/topic/**/b");

        await client.SendAsync("SUBSCRIBE\nid:a\ndestination:/topic/a\n\n\0");

        await client.ExpectErrorAsync();
    }

    [Fact]
    public async Task A_rule_for_any_frame_demands_and_opens_nothing()
    {
        await using var app = await StartAsync(p => p.Any().RequireAuthenticated());
        await using var ann = await app.ConnectAsync(headers: "login:ann\n");
        await ann.SubscribeAsync("/topic/a");

        await ann.SendAsync("SEND\ndestination:/topic/a\n\nhi\0");

        Assert.Contains("clients may not send to the broker's destinations", (await ann.ExpectErrorAsync()).Headers["message"]);
        await using var nobody = await StompTestClient.OpenAsync(app.Endpoint);
        await nobody.SendAsync("CONNECT\naccept-version:1.2\n\n\0");
        await nobody.ExpectErrorAsync();
    }

    [Fact]
    public async Task Who_is_denied_everything_may_still_acknowledge_and_leave()
    {
        await using var app = await StartAsync(p => p.Connect().Allow().Send("/queue/q").Allow().Subscribe("/queue/q").Allow().Any().Deny());
        await using var client = await app.ConnectAsync();
        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/queue/q\nack:client\n\n\0");
        await client.SendAsync("SEND\ndestination:/queue/q\n\nhi\0");
        var message = await client.ExpectAsync("MESSAGE");

        await client.SendAsync($"BEGIN\ntransaction:t\n\n\0ACK\nid:{message.Headers["ack"]}\ntransaction:t\n\n\0COMMIT\ntransaction:t\n\n\0");
        await client.SendAsync("UNSUBSCRIBE\nid:s\n\n\0DISCONNECT\nreceipt:bye\n\n\0");

        Assert.Equal("bye", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
    }

    [Fact]
    public async Task A_send_in_a_transaction_is_checked_when_it_comes()
    {
        await using var app = await StartAsync(p => p.Send("/topic/open").Allow().Send("/topic/shut").Deny());
        await using var client = await app.ConnectAsync();
        await client.SubscribeAsync("/user/queue/errors", "errors");
        await client.SubscribeAsync("/topic/open", "open");
        await client.SendAsync("BEGIN\ntransaction:t\n\n\0");

        await client.SendAsync("SEND\ndestination:/topic/shut\ntransaction:t\nreceipt:1\n\nno\0");
        Assert.Equal("1", (await client.ExpectAsync("MESSAGE")).Headers["receipt-id"]);
        await client.SendAsync("SEND\ndestination:/topic/open\ntransaction:t\n\nyes\0COMMIT\ntransaction:t\n\n\0");

        Assert.Equal("yes", await client.ReceiveBodyAsync());
    }

    [Fact]
    public async Task A_filter_comes_before_the_rules_and_may_rename_a_destination()
    {
        await using var app = await TestApp.StartAsync(stomp: stomp => stomp
            .AddFilter<RenamingFilter>()
            .AddDestinationPolicies(p => p.Subscribe("/topic/new").Deny()));
        await using var client = await app.ConnectAsync();

        await client.SendAsync("SUBSCRIBE\nid:s\ndestination:/topic/old\n\n\0");

        await client.ExpectErrorAsync();
    }

    [Fact]
    public async Task Refusals_are_errors_where_the_options_say_so()
    {
        await using var app = await TestApp.StartAsync(
            options => options.Refusals = RefusalReply.Error,
            stomp => stomp.AddDestinationPolicies(p => p.Send("/app/x").Deny()));
        await using var client = await app.SubscribedAsync("/user/queue/errors");

        await client.SendAsync("SEND\ndestination:/app/x\nreceipt:r\n\nhi\0");

        var error = await client.ExpectErrorAsync();
        Assert.Equal(("There is no such destination, or it is not open to you.", "r"), (error.Headers["message"], error.Headers["receipt-id"]));
    }

    [Fact]
    public async Task The_log_says_which_rule_refused_and_what_has_no_controller()
    {
        await using var app = await StartAsync(p => p.Connect().Allow().Send("/app/admin/**", "/app/root/**").RequireRole("admin"));
        await using var client = await app.SubscribedAsync("/user/queue/errors");

        await client.SendAsync("SEND\ndestination:/app/root/x\n\n\0SEND\ndestination:/app/nowhere\n\n\0");
        var (refused, unmapped) = (await client.ReceiveBodyAsync(), await client.ReceiveBodyAsync());

        Assert.Equal(refused.Replace("/app/root/x", "", StringComparison.Ordinal), unmapped.Replace("/app/nowhere", "", StringComparison.Ordinal));
        Assert.Contains(app.Log.Lines, line => line.Contains("SEND /app/root/x refused by Rule 2, SEND /app/root/**", StringComparison.Ordinal));
        Assert.Contains(app.Log.Lines, line => line.Contains("no message controller is mapped to SEND /app/nowhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_switch_opens_what_spring_leaves_open_and_rules_still_hold()
    {
        await using var app = await TestApp.StartAsync(
            options => options.OpenLikeSpring = true,
            stomp => stomp.AddConnectAuthenticator<RolesInPasscode>().AddDestinationPolicies(p => p.Send("/topic/shut").Deny()));
        await using var ann = await app.ConnectAsync(headers: "login:ann/b\n");
        await ann.SubscribeAsync("/topic/**", "all");
        await ann.SubscribeAsync("/user/queue/x", "own");
        await using var nobody = await app.ConnectAsync();

        await nobody.SendAsync("SEND\ndestination:/topic/a\n\n1\0SEND\ndestination:/user/ann%2Fb/queue/x\n\n2\0SEND\ndestination:/user/noone/queue/x\n\n3\0");
        Assert.Equal("1", await ann.ReceiveBodyAsync());
        var own = await ann.ExpectAsync("MESSAGE");
        Assert.Equal(("2", "/user/queue/x"), (own.GetBodyText(), own.Headers["destination"]));

        await nobody.SendAsync("SEND\ndestination:/topic/shut\n\n4\0");
        await nobody.ExpectErrorAsync();
        await ann.FenceAsync();
    }

    [Fact]
    public async Task Who_may_audit_hears_what_others_are_sent_without_taking_it_away()
    {
        await using var app = await StartAsync(p => p.Subscribe("/user/*/queue/x").RequireRole("auditor").Subscribe("/user/**").Allow());
        await using var ann = await app.SubscribedAsync("/user/queue/x");
        await using var auditor = await app.ConnectAsync(headers: "login:al\npasscode:auditor\n");
        await auditor.SubscribeAsync("/user/*/queue/x", "all");
        await auditor.SubscribeAsync($"/user/{ann.SessionId}/queue/x", "ann");

        await app.Template.SendToUserAsync(ann.SessionId, "/queue/x", "psst");

        Assert.Equal("psst", await ann.ReceiveBodyAsync());
        var heard = await auditor.ExpectAsync("MESSAGE");
        Assert.Equal(("psst", $"/user/{ann.SessionId}/queue/x"), (heard.GetBodyText(), heard.Headers["destination"]));
        Assert.Equal("psst", await auditor.ReceiveBodyAsync());
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_the_rules_is_told_at_start()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(p =>
        {
            p.Send("/topic/a");
            p.Send("topic/b", "/topic/{x}/{x}").Allow();
            p.Subscribe("/topic/c").RequirePolicy("Missing");
        }));

        Assert.Contains("Rule 1 does not say whom it admits", fault.Message);
        Assert.Contains("Rule 2: 'topic/b' must begin with '/'", fault.Message);
        Assert.Contains("Rule 2: '/topic/{x}/{x}' names a variable twice", fault.Message);
        Assert.Contains("Rule 3: there is no policy 'Missing'", fault.Message);
        Assert.Throws<ArgumentException>(() => new DestinationPolicies().Send());
        var rule = new DestinationPolicies().Connect();
        rule.Allow();
        Assert.Throws<InvalidOperationException>(rule.Deny);
    }

    private static Task<TestApp> StartAsync(Action<DestinationPolicies> policies) =>
        TestApp.StartAsync(stomp: stomp => stomp.AddConnectAuthenticator<RolesInPasscode>().AddDestinationPolicies(policies));
}
