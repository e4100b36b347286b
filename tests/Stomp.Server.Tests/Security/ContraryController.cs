using Microsoft.AspNetCore.Authorization;

namespace Stomp.Server.Tests.Security;

/// <summary>Is open as a class, and closed in a method: ASP.NET Core would leave it open.</summary>
[MessageController]
[AllowAnonymous]
public sealed class ContraryController
{
    [MessageMapping("/contrary")]
#pragma warning disable ASP0026 // That is what the test is about.
    [Authorize]
#pragma warning restore ASP0026
    public void Do()
    {
    }
}
