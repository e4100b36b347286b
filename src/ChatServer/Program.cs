using ChatServer;
using ChatServer.Rooms;
using ChatServer.Storage;
using Stomp.Server;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddChatLogging();
builder.Services.AddChatOptions(builder.Configuration);
builder.ListenForStomp();
builder.Services.AddStomp(options => options.Json.TypeInfoResolver = ChatJson.Default)
    .AddMessageControllers()
    .AddChatStorage(builder.Configuration)
    .AddRateLimits()
    .UseConfiguredBroker(builder.Configuration)
    .AddSessionListener<RoomPresence>();

var app = builder.Build();
app.UseChatPage();
app.MapChatEndpoints();
await app.RunAsync();
