using Microsoft.AspNetCore.Authentication.Cookies;
using Samples.StockPortfolio;
using Stomp.Server;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
{
    // A WebSocket cannot follow a redirect to a page.
    options.Events.OnRedirectToLogin = context =>
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    };
});
builder.Services.AddAuthorization();
// Everybody may hear all prices with one subscription.
builder.Services.AddStomp(options => options.AllowPatternSubscriptions = true).AddMessageControllers();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Portfolios>();
builder.Services.AddSingleton<Quotes>();
builder.Services.AddSingleton<TradeExecutor>();
builder.Services.AddHostedService(services => services.GetRequiredService<TradeExecutor>());
builder.Services.AddHostedService<QuoteTicker>();

var app = builder.Build();
app.UseFileServer();
app.UseAuthentication();
app.UseAuthorization();
app.MapLogin();
app.MapStomp("/portfolio").RequireAuthorization();
await app.RunAsync();
