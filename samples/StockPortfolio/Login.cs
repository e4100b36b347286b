using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Samples.StockPortfolio;

/// <summary>Two users of a sample. An application has accounts of its own: the library takes whatever identity ASP.NET Core has.</summary>
internal static class Login
{
    private static readonly Dictionary<string, string> Passwords = new(StringComparer.Ordinal) { ["fabrice"] = "fab123", ["paulson"] = "bond" };

    public static void MapLogin(this WebApplication app) => app.MapPost("/login", async (HttpContext context) =>
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var name = form["name"].ToString();
        if (!Passwords.TryGetValue(name, out var password) || form["password"] != password) return Results.Unauthorized();
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity));
        return Results.NoContent();
    });
}
