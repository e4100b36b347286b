using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Tests.Security;

/// <summary>One application with rules, for all rows of <see cref="AuthorizationTableTests"/>. Overseers may listen everywhere but in the vault.</summary>
public sealed class GuardedApp : IAsyncLifetime
{
    internal TestApp App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await TestApp.StartAsync(stomp: Configure);

    public async Task DisposeAsync() => await App.DisposeAsync();

    internal static void Configure(StompBuilder stomp)
    {
        stomp.Services.AddScoped<MemberList>();
        stomp.Services.AddScoped<IAuthorizationHandler, MemberHandler>();
        stomp.Services.AddAuthorization(options => options.AddPolicy("Member", policy => policy.AddRequirements(new MemberRequirement())));
        stomp.AddMessageController<GuardedController>().AddConnectAuthenticator<RolesInPasscode>().AddDestinationPolicies(Write);
    }

    private static void Write(DestinationPolicies policies)
    {
        policies.Connect().Require(policy => policy.RequireAssertion(context => context.User.Identity?.Name != "banned"));
        policies.SendOrSubscribe("/topic/vault/**").Deny();
        policies.Send("/app/admin/**", "/topic/admin/**").RequireRole("admin");
        policies.Send("/app/rooms/{room}/**", "/topic/rooms/{room}").RequirePolicy("Member");
        policies.Send("/app/members/**").RequireAuthenticated();
        policies.Send("/topic/chat/**", "/queue/jobs").Allow();
        policies.Send("/user/{name}/queue/greetings").RequireAuthenticated();
        policies.Send("/topic/gold").RequireClaim("level", "gold");
        policies.Send("/app/any?ne/*").Allow();

        policies.Subscribe("/topic/rooms/{room}").RequirePolicy("Member");
        policies.Subscribe("/topic/admin/**").RequireRole("admin", "overseer");
        policies.Subscribe("/topic/chat/private/*").RequireRole("admin", "overseer");
        policies.Subscribe("/topic/chat/**", "/topic/news/*").Allow();
        policies.Subscribe("/user/*/queue/errors").RequireRole("auditor");
        policies.Subscribe("/user/**").Allow();
        policies.Subscribe("/queue/jobs").RequireRole("worker");
        policies.Subscribe("/queue/**").Deny();
        policies.Send("/app/closed/**").Deny();
    }
}
