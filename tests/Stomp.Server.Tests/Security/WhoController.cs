using System.Security.Claims;

namespace Stomp.Server.Tests.Security;

/// <summary>Says on <c>/topic/who</c> who sent it a message.</summary>
[MessageController]
public sealed class WhoController
{
    [MessageMapping("/who")]
    public string Who(ClaimsPrincipal user) => user.Identity?.Name ?? "nobody";
}
