using Microsoft.AspNetCore.Authorization;

namespace Stomp.Server.Tests.Security;

/// <summary>Ann is a member of "red" and "both", Bob of "blue" and "both"; an overseer is a member of everything.</summary>
internal sealed class MemberHandler(MemberList list) : AuthorizationHandler<MemberRequirement, DestinationResource>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MemberRequirement requirement, DestinationResource resource)
    {
        var room = resource.Variables["room"];
        if (context.User.IsInRole("overseer") || list.Has(context.User.Identity?.Name, room)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
