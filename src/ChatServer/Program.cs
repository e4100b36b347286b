using ChatServer;
using ChatServer.Api;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddChatLogging();
builder.Services.AddChatOptions(builder.Configuration);
builder.ListenForStomp();
builder.AddChat();

var app = builder.Build();
app.UseChatPage();
app.UseChatApi();
app.MapChatApi();
app.MapChatEndpoints();
await app.RunAsync();
