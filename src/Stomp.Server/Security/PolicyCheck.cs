using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Security;

/// <summary>Asks ASP.NET Core's authorization whether a policy admits a client; its handlers get the services of a scope of their own.</summary>
internal sealed class PolicyCheck(IServiceScopeFactory scopes)
{
    public async ValueTask<bool> MeetsAsync(AuthorizationPolicy policy, DestinationResource resource)
    {
        await using var scope = scopes.CreateAsyncScope();
        var service = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();
        return (await service.AuthorizeAsync(resource.Session.User, resource, policy)).Succeeded;
    }
}
