using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests.Security;

/// <summary><c>[Authorize]</c> and <c>[AllowAnonymous]</c> on message controllers.</summary>
public sealed class AuthorizeTests
{
    [Theory]
    [InlineData("", "/app/vault/look", false)]
    [InlineData("login:ann\n", "/app/vault/look", true)]
    [InlineData("", "/app/vault/door", true)]
    [InlineData("login:ann\n", "/app/vault/door", true)]
    [InlineData("", "/app/vault/red/enter", false)]
    [InlineData("login:ann\n", "/app/vault/red/enter", true)]
    [InlineData("login:ann\n", "/app/vault/blue/enter", false)]
    [InlineData("login:bob\npasscode:keeper\n", "/app/vault/red/enter", false)]
    [InlineData("", "/app/vault/open", false)]
    [InlineData("login:ann\n", "/app/vault/open", false)]
    [InlineData("login:ann\npasscode:keeper\n", "/app/vault/open", true)]
    [InlineData("login:ann\npasscode:owner\n", "/app/vault/open", true)]
    [InlineData("login:ann\npasscode:keep\n", "/app/vault/open", false)]
    public async Task A_method_is_called_by_whom_its_attributes_admit(string credentials, string destination, bool isAdmitted)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync(headers: credentials);
        await client.SubscribeAsync("/user/queue/errors", "errors");

        await client.SendAsync($"SEND\ndestination:{destination}\nreceipt:r\n\n{{\"number\":\"42\"}}\0");

        if (isAdmitted) Assert.Equal("r", (await client.ExpectAsync("RECEIPT")).Headers["receipt-id"]);
        else Assert.Contains("urn:stomp:destination-refused", await client.ReceiveBodyAsync());
    }

    [Theory]
    [InlineData("not json at all")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task Who_is_refused_learns_nothing_of_the_method_and_makes_no_controller(string body)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync(headers: "login:ann\n");
        await client.SubscribeAsync("/user/queue/errors", "errors");
        var made = VaultController.Made;

        await client.SendAsync($"SEND\ndestination:/app/vault/open\n\n{body}\0SEND\ndestination:/app/vault/oven\n\n{body}\0");
        var (refused, unmapped) = (await client.ReceiveBodyAsync(), await client.ReceiveBodyAsync());

        Assert.Equal(unmapped, refused.Replace("open\"", "oven\"", StringComparison.Ordinal));
        Assert.Equal(made, VaultController.Made);
        Assert.Contains(app.Log.Lines, line => line.Contains("/app/vault/open refused by [Authorize] of VaultController.Open", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_subscription_is_answered_to_whom_the_attributes_admit_and_ends_when_they_no_longer_do()
    {
        await using var app = await StartAsync();
        await using var ann = await app.ConnectAsync(headers: "login:ann\n");
        await ann.SubscribeAsync("/user/queue/errors", "errors");
        await ann.SendAsync("SUBSCRIBE\nid:w\ndestination:/app/vault/watch\n\n\0");
        Assert.Contains("\"subscription\":\"w\"", await ann.ReceiveBodyAsync());

        await using var keeper = await app.ConnectAsync(headers: "login:bob\npasscode:keeper\n");
        await keeper.SubscribeAsync("/user/queue/errors", "errors");
        await keeper.SendAsync("SUBSCRIBE\nid:w\ndestination:/app/vault/watch\n\n\0");
        Assert.Equal("nothing to see", await keeper.ReceiveBodyAsync());
        await keeper.SendAsync("SEND\ndestination:/authenticate\nlogin:bob\n\n\0");

        var told = await keeper.ReceiveBodyAsync();
        Assert.Contains("urn:stomp:subscription-ended", told);
        Assert.Contains("\"subscription\":\"w\"", told);
    }

    [Fact]
    public async Task The_fallback_policy_speaks_of_methods_without_attributes()
    {
        await using var app = await TestApp.StartAsync(stomp: stomp =>
        {
            stomp.AddConnectAuthenticator<RolesInPasscode>().AddMessageController<WhoController>();
            stomp.Services.AddAuthorization(options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireRole("member").Build());
        }, map: app =>
        {
            // It is also the handshake's; who the client is comes with CONNECT here.
            app.Use((context, next) =>
            {
                context.User = new(new ClaimsIdentity([new(ClaimTypes.Role, "member")], "handshake"));
                return next(context);
            });
            app.UseAuthorization();
        });
        await using var member = await app.ConnectAsync(headers: "login:ann\npasscode:member\n");
        await using var other = await app.ConnectAsync(headers: "login:bob\n");

        await member.PublishAsync("/app/who");
        await other.SendAsync("SEND\ndestination:/app/who\n\nhi\0");
        await other.ExpectErrorAsync();
    }

    [Fact]
    public async Task Attributes_that_cannot_work_are_told_of_at_start()
    {
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(stomp: stomp => stomp.AddMessageController<VaultController>()));
        var contrary = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(stomp: stomp => stomp.AddMessageController<ContraryController>()));

        Assert.Contains("VaultController.Enter(", missing.Message);
        Assert.Contains("'Member'", missing.Message);
        Assert.Contains("[AllowAnonymous] on the class takes away [Authorize]", contrary.Message);
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(stomp: stomp =>
    {
        stomp.AddConnectAuthenticator<RolesInPasscode>().AddMessageController<VaultController>();
        stomp.Services.AddScoped<MemberList>();
        stomp.Services.AddScoped<IAuthorizationHandler, MemberHandler>();
        stomp.Services.AddAuthorization(options => options.AddPolicy("Member", policy => policy.AddRequirements(new MemberRequirement())));
    });
}
