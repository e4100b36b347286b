using Stomp.Server;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddStomp().AddMessageControllers();

var app = builder.Build();
app.UseFileServer();
app.MapStomp("/gs-guide-websocket");
await app.RunAsync();
