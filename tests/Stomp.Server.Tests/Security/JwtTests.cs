using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Stomp.Server.Tests.Security;

/// <summary>JSON Web Tokens in CONNECT (RFC 7519), their end, and their renewal.</summary>
public sealed class JwtTests
{
    private readonly Tokens _tokens = new();
    private readonly FakeTime _time = new();

    private DateTimeOffset Soon => _time.GetUtcNow() + TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("Authorization:Bearer {0}\n")]
    [InlineData("authorization:bearer {0}\n")]
    [InlineData("Authorization:{0}\n")]
    [InlineData("passcode:{0}\n")]
    [InlineData("login:ignored\npasscode:{0}\n")]
    public async Task A_token_says_who_the_client_is(string headers)
    {
        await using var app = await StartAsync();

        await using var client = await OpenAsync(app, headers, _tokens.Issue("ann", Soon));

        Assert.Equal("ann", (await client.ExpectAsync("CONNECTED")).Headers["user-name"]);
    }

    [Fact]
    public async Task Roles_of_a_token_are_those_that_rules_ask_for()
    {
        await using var app = await StartAsync(policies: p => p.Subscribe("/topic/admin").RequireRole("admin"));
        await using var admin = await ConnectAsync(app, "ann", "admin");
        await using var other = await ConnectAsync(app, "bob", "user");

        await admin.SubscribeAsync("/topic/admin");
        await other.SendAsync("SUBSCRIBE\nid:a\ndestination:/topic/admin\n\n\0");
        await other.ExpectErrorAsync();
    }

    [Fact]
    public async Task What_is_no_good_token_is_refused_in_the_same_words_and_never_logged()
    {
        await using var app = await StartAsync();
        var stranger = new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(64));
        var good = _tokens.Issue("ann", Soon);
        var unsigned = new JsonWebTokenHandler().CreateToken("""{"sub":"ann","iss":"https://login.example","aud":"chat","exp":4102444800}""");
        string[] bad =
        [
            _tokens.Issue("ann", _time.GetUtcNow() - TimeSpan.FromMinutes(1)),
            _tokens.Issue("ann", Soon, issuer: "https://evil.example"),
            _tokens.Issue("ann", Soon, audience: "mail"),
            _tokens.Issue("ann", Soon, key: stranger),
            _tokens.Issue(null, Soon),
            good[..^4] + "AAAA",
            unsigned,
            "no-token-at-all",
        ];

        foreach (var token in bad)
        {
            await using var client = await OpenAsync(app, "Authorization:Bearer {0}\n", token);
            Assert.Equal("The credentials were refused.", (await client.ExpectErrorAsync()).Headers["message"]);
            Assert.DoesNotContain(app.Log.Lines, line => line.Contains(token, StringComparison.Ordinal));
        }

        Assert.Contains(app.Log.Lines, line => line.Contains("SecurityTokenExpiredException", StringComparison.Ordinal) || line.Contains("SecurityTokenInvalidLifetime", StringComparison.Ordinal));
        Assert.Contains(app.Log.Lines, line => line.Contains("it has no claim sub", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_passcode_that_is_no_token_is_another_authenticators()
    {
        await using var app = await StartAsync(stomp: stomp => stomp.AddConnectAuthenticator<RolesInPasscode>());

        await using var client = await OpenAsync(app, "login:bob\npasscode:{0}\n", "secret");

        Assert.Equal("bob", (await client.ExpectAsync("CONNECTED")).Headers["user-name"]);
    }

    [Fact]
    public async Task A_token_that_expires_ends_its_session_with_a_reason_and_is_refused_when_it_is_replayed()
    {
        await using var app = await StartAsync();
        var token = _tokens.Issue("ann", Soon);
        await using var client = await OpenAsync(app, "Authorization:Bearer {0}\n", token);
        await client.ExpectAsync("CONNECTED");

        // The skew of clocks counts for the session as for the token.
        _time.Advance(TimeSpan.FromSeconds(89));
        await client.FenceAsync();
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("The credentials have expired.", (await client.ExpectAsync("ERROR")).Headers["message"]);
        await using var replayed = await OpenAsync(app, "Authorization:Bearer {0}\n", token);
        await replayed.ExpectErrorAsync();
    }

    [Fact]
    public async Task A_session_goes_on_with_a_fresh_token_of_its_user()
    {
        await using var app = await StartAsync();
        await using var client = await ConnectAsync(app, "ann");

        await client.PublishAsync("/authenticate", "", $"Authorization:Bearer {_tokens.Issue("ann", Soon + TimeSpan.FromHours(1))}\n");
        _time.Advance(TimeSpan.FromMinutes(30));

        await client.FenceAsync();
    }

    [Fact]
    public async Task A_session_does_not_go_on_with_a_bad_token_or_another_users()
    {
        await using var app = await StartAsync(stomp => stomp.AddMessageController<WhoController>());
        await using var client = await ConnectAsync(app, "ann");
        await client.SubscribeAsync("/user/queue/errors", "errors");
        await client.SubscribeAsync("/topic/who", "who");

        foreach (var token in (string[])[_tokens.Issue("bob", Soon), _tokens.Issue("ann", Soon, audience: "mail"), "none"])
        {
            await client.SendAsync($"SEND\ndestination:/authenticate\nAuthorization:Bearer {token}\nreceipt:r\n\n\0");
            var refusal = await client.ExpectAsync("MESSAGE");
            Assert.Equal("r", refusal.Headers["receipt-id"]);
            Assert.Contains("urn:stomp:credentials", refusal.GetBodyText());
        }

        await client.SendAsync("SEND\ndestination:/app/who\n\nhi\0");
        Assert.Equal("ann", await client.ReceiveBodyAsync());
    }

    [Fact]
    public async Task A_subscription_that_a_fresh_token_does_not_allow_ends_and_the_client_is_told()
    {
        await using var app = await StartAsync(policies: p => p
            .Subscribe("/topic/admin/*").RequireRole("admin")
            .Subscribe("/topic/**").Allow());
        await using var client = await ConnectAsync(app, "ann", "admin");
        await client.SubscribeAsync("/user/queue/errors", "errors");
        await client.SubscribeAsync("/topic/admin/a", "gone");
        await client.SubscribeAsync("/topic/admin/*", "gone too");
        await client.SubscribeAsync("/topic/open", "stays");

        await client.SendAsync($"SEND\ndestination:/authenticate\nAuthorization:Bearer {_tokens.Issue("ann", Soon, "user")}\nreceipt:r\n\n\0");

        var (one, other) = (await client.ExpectAsync("MESSAGE"), await client.ExpectAsync("MESSAGE"));
        Assert.Contains("urn:stomp:subscription-ended", one.GetBodyText());
        string[] told = [one.GetBodyText(), other.GetBodyText()];
        Assert.Contains(told, text => text.Contains("\"subscription\":\"gone\"", StringComparison.Ordinal));
        Assert.Contains(told, text => text.Contains("\"subscription\":\"gone too\"", StringComparison.Ordinal));
        Assert.Equal("r", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        await app.Template.SendAsync("/topic/admin/a", "secret");
        await app.Template.SendAsync("/topic/open", "hello");
        Assert.Equal("hello", await client.ReceiveBodyAsync());
        await client.SubscribeAsync("/topic/open2", "gone");
    }

    [Fact]
    public async Task Who_does_not_listen_for_it_gets_an_error_when_a_subscription_is_not_allowed_any_more()
    {
        await using var app = await StartAsync(policies: p => p.Subscribe("/topic/admin").RequireRole("admin"));
        await using var client = await ConnectAsync(app, "ann", "admin");
        await client.SubscribeAsync("/topic/admin");

        await client.SendAsync($"SEND\ndestination:/authenticate\nAuthorization:Bearer {_tokens.Issue("ann", Soon)}\n\n\0");

        Assert.Contains("The subscription has ended", (await client.ExpectErrorAsync()).Headers["message"]);
    }

    [Fact]
    public async Task An_endpoint_may_require_credentials()
    {
        await using var app = await StartAsync(endpoint: endpoint => endpoint.RequireAuthentication = true);
        await using var ann = await ConnectAsync(app, "ann");

        await using var nobody = await OpenAsync(app, "", "");

        Assert.Equal("Credentials are required here.", (await nobody.ExpectErrorAsync()).Headers["message"]);
    }

    [Fact]
    public async Task Options_by_which_no_token_could_be_good_are_told_at_start()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestApp.StartAsync(stomp: stomp => stomp.AddJwtConnectAuthenticator(options => options.Headers.Clear())));

        Assert.Contains("set IssuerSigningKey", fault.Message);
        Assert.Contains("set ValidIssuer", fault.Message);
        Assert.Contains("set ValidAudience", fault.Message);
        Assert.Contains("Headers", fault.Message);
    }

    private Task<TestApp> StartAsync(Action<StompBuilder>? stomp = null, Action<DestinationPolicies>? policies = null, Action<StompEndpointOptions>? endpoint = null) =>
        TestApp.StartAsync(
            stomp: builder =>
            {
                builder.AddJwtConnectAuthenticator(options => options.Validation = _tokens.Validation);
                builder.AddDestinationPolicies(policies ?? (p => p.SendOrSubscribe("/topic/{user}/own").Allow()));
                stomp?.Invoke(builder);
            },
            endpoint: endpoint,
            time: _time);

    private static async Task<StompTestClient> OpenAsync(TestApp app, string headers, string token)
    {
        var client = await StompTestClient.OpenAsync(app.Endpoint);
        await client.SendAsync($"CONNECT\naccept-version:1.2\n{headers.Replace("{0}", token, StringComparison.Ordinal)}\n\0");
        return client;
    }

    private async Task<StompTestClient> ConnectAsync(TestApp app, string user, string role = "")
    {
        var client = await OpenAsync(app, "Authorization:Bearer {0}\n", _tokens.Issue(user, Soon, role));
        await client.ExpectAsync("CONNECTED");
        return client;
    }
}
